/// What the test of a trained network gave.
package struct TestResult {
  /// Accuracy and loss over all images; maps' measures as the mean of the per-class means (study, section 5).
  package let overall: Evaluation
  /// By name of the class.
  package let byClass: [String: Evaluation]
  /// Of each method's intersection over union.
  package var thresholds: [AttributionMethodKind: Double] = [:]
  /// By method, image by image.
  package var imageMeasures: [AttributionMethodKind: ImageMeasures] = [:]
  /// Of each image, the true one.
  package var classes: [Int] = []
  /// Of each image, the class that the network predicts.
  package var predictions: [Int] = []
  /// Nil in a setting without marker.
  package var markerCheck: MarkerCheck?
  /// Wall-clock seconds of what takes many passes; nil where nothing does.
  package var costlySeconds: Double?

  /// - Parameters:
  ///   - tallies: one a class; classes without images are left out.
  ///   - classes: their names.
  package init(_ tallies: [EvaluationTally], classes: [String]) {
    let evaluations = zip(classes, tallies).compactMap { name, tally in tally.evaluation.map { (name, $0) } }
    byClass = Dictionary(uniqueKeysWithValues: evaluations)
    overall = Self.overall(evaluations.map(\.1))
  }

  /// Whether the losses are numbers; measures always are, or missing.
  var isFinite: Bool { byClass.values.allSatisfy(\.loss.isFinite) && overall.loss.isFinite }

  private static func overall(_ classes: [Evaluation]) -> Evaluation {
    let images = classes.reduce(0) { $0 + $1.images }
    func weighted(_ value: (Evaluation) -> Double) -> Double {
      classes.reduce(0) { $0 + value($1) * Double($1.images) } / Double(images)
    }
    let methods = Set(classes.flatMap(\.maps.keys))
    let maps = methods.map { method in (method, mean(classes.compactMap { $0[method] })) }
    return Evaluation(
      images: images, accuracy: weighted(\.accuracy), loss: weighted(\.loss),
      maps: Dictionary(uniqueKeysWithValues: maps))
  }

  private static func mean(_ classes: [MapMeasures]) -> MapMeasures {
    func mean(_ value: (MapMeasures) -> Double?) -> Double? {
      var mean = Mean()
      for measures in classes { mean.add(value(measures)) }
      return mean.value
    }
    return MapMeasures(
      inside: mean(\.inside), onFat: mean(\.onFat), onMarker: mean(\.onMarker), outside: mean(\.outside),
      lift: mean(\.lift), iou: mean(\.iou), pointing: mean(\.pointing), deletion: mean(\.deletion),
      insertion: mean(\.insertion), images: classes.reduce(0) { $0 + $1.images },
      undefined: classes.reduce(0) { $0 + $1.undefined })
  }
}
