import Images

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
    let format = experiment.source.format
    let sizes = [("height", format.height), ("width", format.width)]
    for (name, size) in sizes {
      if let objection = check(name, size, ImageFormat.sides) { return objection }
    }
    guard [1, 3].contains(format.channels), [8, 16].contains(format.bits) else {
      return "channels, bits: expected 1 or 3 and 8 or 16, found \(format.channels) and \(format.bits)"
    }
    if let objection = check("classes", format.classes.count, 2...100) { return objection }
    let counts = [("training", images.training), ("validation", images.validation), ("test", images.test)]
    for (name, count) in counts {
      if let objection = check("images.\(name)", count, 1...ImageCounts.maximum) { return objection }
    }
    if let augmentation = experiment.augmentation {
      let objection =
        check("shift", augmentation.shift, 0...0.5) ?? check("rotation", augmentation.rotation, 0...180)
        ?? check("noise", augmentation.noise, 0...1)
      if let objection { return objection }
    }
    return check("number", number, 0...Study.maximumTrials) ?? check("index", index, 0...Study.maximumTrials)
      ?? check("epochs", arm.epochs, 1...10_000) ?? check("batch", arm.batch, 1...min(1024, images.training))
      ?? check("learning_rate", learningRate, 0...10) ?? check("warm_up", arm.schedule.warmUp, 0...1)
      ?? arm.heatmap.flatMap { check("weight", $0.weight, 0...1_000_000) }
  }
}

extension ImageFormat {
  /// Rows and columns that images may have: fewer leave nothing after five poolings, and more need memory that few machines have.
  package static let sides = 32...512
}
