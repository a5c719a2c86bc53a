/// Sums over the test images of one class.
package struct EvaluationTally {
  private var images = 0
  private var correct = 0
  private var lossSum = 0.0
  private var maps: [AttributionMethodKind: MapTally] = [:]

  package init() {}

  /// One image's answer.
  package mutating func add(loss: Double, isCorrect: Bool) {
    images += 1
    correct += isCorrect ? 1 : 0
    lossSum += loss
  }

  /// One image's map; nil where it has no positive value.
  package mutating func add(_ measures: ImageMapMeasures?, of method: AttributionMethodKind) {
    maps[method, default: MapTally()].add(measures)
  }

  /// Nil without images.
  package var evaluation: Evaluation? {
    guard images > 0 else { return nil }
    return Evaluation(
      images: images, accuracy: Double(correct) / Double(images), loss: lossSum / Double(images),
      maps: maps.mapValues(\.measures))
  }
}

/// Sums over the images whose map is defined.
private struct MapTally {
  private var inside = Mean()
  private var onFat = Mean()
  private var onMarker = Mean()
  private var outside = Mean()
  private var lift = Mean()
  private var iou = Mean()
  private var pointing = Mean()
  private var deletion = Mean()
  private var insertion = Mean()
  private var images = 0
  private var undefined = 0

  mutating func add(_ measures: ImageMapMeasures?) {
    images += 1
    guard let measures else {
      undefined += 1
      return
    }
    inside.add(measures.inside)
    onFat.add(measures.onFat)
    onMarker.add(measures.onMarker)
    outside.add(measures.outside)
    lift.add(measures.lift)
    iou.add(measures.iou)
    pointing.add(measures.isPointing.map { $0 ? 1 : 0 })
    deletion.add(measures.deletion)
    insertion.add(measures.insertion)
  }

  var measures: MapMeasures {
    MapMeasures(
      inside: inside.value, onFat: onFat.value, onMarker: onMarker.value, outside: outside.value, lift: lift.value,
      iou: iou.value, pointing: pointing.value, deletion: deletion.value, insertion: insertion.value, images: images,
      undefined: undefined)
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
