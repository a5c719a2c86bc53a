import Attribution
import CardiacMRI

/// Sums over the test images of one class.
package struct EvaluationTally {
  private var images = 0
  private var correct = 0
  private var lossSum = 0.0
  private var maps: [AttributionMethodKind: ShareTally] = [:]

  package init() {}

  package mutating func add(
    loss: Double, isCorrect: Bool, maps: [AttributionMethodKind: ArraySlice<Float>], regions: ImageRegions
  ) {
    images += 1
    correct += isCorrect ? 1 : 0
    lossSum += loss
    for (method, map) in maps { self.maps[method, default: ShareTally()].add(map, regions) }
  }

  package var evaluation: Evaluation {
    Evaluation(
      images: images, accuracy: Double(correct) / Double(images), loss: lossSum / Double(images),
      maps: maps.mapValues(\.measures))
  }
}

/// Sums of shares over the images where they are defined.
private struct ShareTally {
  private var heart = Mean()
  private var fat = Mean()
  private var marker = Mean()
  private var images = 0
  private var undefined = 0

  mutating func add(_ map: ArraySlice<Float>, _ regions: ImageRegions) {
    images += 1
    guard let inHeart = EnergyShare.of(map, region: regions.heart, total: regions.total) else {
      undefined += 1
      return
    }
    heart.add(inHeart)
    fat.add(EnergyShare.of(map, region: regions.fat, total: regions.total))
    if let weights = regions.marker { marker.add(EnergyShare.of(map, region: weights, total: regions.total)) }
  }

  var measures: MapMeasures {
    MapMeasures(
      inHeart: heart.value, onFat: fat.value, onMarker: marker.value, images: images, undefined: undefined)
  }
}

/// A mean over the values that are there.
struct Mean {
  private var sum = 0.0
  private var count = 0

  mutating func add(_ value: Double?) {
    guard let value else { return }
    sum += value
    count += 1
  }

  var value: Double? { count > 0 ? sum / Double(count) : nil }
}
