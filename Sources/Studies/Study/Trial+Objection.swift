import CardiacMRI

extension Trial {
  /// What no study file could have said of this trial, in one line that names the field and what was expected; nil for a sound one.
  ///
  /// A trial may come from a network: its numbers become sizes and counts of loops, which must not end the worker.
  public var objection: String? {
    func check(_ field: String, _ value: Int, _ range: ClosedRange<Int>) -> String? {
      range.contains(value)
        ? nil : "\(field): expected a number from \(range.lowerBound) to \(range.upperBound), found \(value)"
    }
    func check(_ field: String, _ value: Double, _ range: ClosedRange<Double>) -> String? {
      range.contains(value)
        ? nil : "\(field): expected a number from \(range.lowerBound) to \(range.upperBound), found \(value)"
    }
    let images = experiment.images
    let classes = Diagnosis.allCases.count
    let counts = [("training", images.training), ("validation", images.validation), ("test", images.test)]
    for (name, count) in counts {
      if let objection = check("images.\(name)", count, classes...ImageCounts.maximum) { return objection }
      guard count.isMultiple(of: classes) else {
        return "images.\(name): expected a multiple of \(classes), found \(count)"
      }
    }
    return check("number", number, 0...Study.maximumTrials) ?? check("index", index, 0...Study.maximumTrials)
      ?? check("epochs", arm.epochs, 1...10_000) ?? check("batch", arm.batch, 1...min(1024, images.training))
      ?? check("learning_rate", learningRate, 0...10) ?? check("warm_up", arm.schedule.warmUp, 0...1)
      ?? arm.heatmap.flatMap { check("weight", $0.weight, 0...1_000_000) }
  }
}
