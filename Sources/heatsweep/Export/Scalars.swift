import Studies

extension EpochResult {
  /// The means under the names that other tools show.
  var exportedScalars: [(tag: String, value: Double)] {
    [
      ("loss/training", trainingLoss), ("loss/validation", validationLoss), ("accuracy/training", trainingAccuracy),
      ("accuracy/validation", validationAccuracy),
    ]
      + (gradientNorms.map {
        [("gradient_norm/classification", $0.classification), ("gradient_norm/heatmap", $0.heatmap)]
      } ?? [])
  }
}

extension TrialRecord {
  /// What the trained model earned on the test images; empty without a test.
  var exportedMeasures: [(tag: String, value: Double)] {
    guard let test = result?.test else { return [] }
    return [(tag: "test/loss", value: test.loss)]
      + Measure.all.compactMap { measure in measure.value(of: self).map { (measure.tag, $0) } }
  }

  /// Wall-clock seconds from the first step to the last test.
  var seconds: Double { (result?.trainingSeconds ?? 0) + (result?.evaluationSeconds ?? 0) }
}

extension Measure {
  /// `test/hirescam_inside`, `test/accuracy`.
  var tag: String { "test/" + (self == .testAccuracy ? "accuracy" : name) }
}

extension Study {
  /// Tags of the measures that any of its trials may have.
  var exportedMeasureTags: [String] {
    Measure.all.filter { measure in
      experiments.contains { experiment in
        measure.exists(in: experiment.source)
          && measure.method.map(experiment.measurement.methods.contains) != false
      }
    }.map(\.tag)
  }
}
