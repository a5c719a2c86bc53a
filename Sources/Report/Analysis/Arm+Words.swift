import Studies

extension Arm {
  /// The settings in words, in a fixed order: what the table of arms shows, and what two arms are told apart by.
  var settings: [(name: String, value: String)] {
    [
      ("classification loss", classification.title),
      ("heatmap loss", heatmap?.title ?? "none"),
      ("trained layers", trainedLayers == .all ? "all" : "dense layers only"),
      ("optimiser", optimizer == .adam ? "Adam" : "SGD with momentum"),
      ("learning rate", learningRate.title),
      ("schedule", schedule.title),
      ("epochs", "\(epochs)"),
      ("batch", "\(batch)"),
    ]
  }

  /// Names of the settings in which two arms differ.
  func differences(from other: Arm) -> [String] {
    zip(settings, other.settings).filter { $0.value != $1.value }.map { $0.0.name }
  }
}

extension LearningRateSchedule {
  /// "10 % warm-up, cosine decay": short, since it is a cell of a wide table.
  var title: String {
    let rise = warmUp > 0 ? ["\(NumberText.percent(warmUp)) warm-up"] : []
    let fall = decay == .none ? [] : ["\(decay.rawValue) decay"]
    let parts = rise + fall
    return parts.isEmpty ? "constant" : parts.joined(separator: ", ")
  }
}

extension ClassificationLossKind {
  var title: String {
    switch self {
    case .crossEntropy: "cross-entropy"
    case .sigmoidCrossEntropy: "cross-entropy of sigmoids"
    case .meanSquaredError: "mean squared error"
    }
  }
}

extension LearningRateSampler {
  var title: String {
    switch self {
    case .random(let low, let high): "log-uniform, \(NumberText.scientific(low)) to \(NumberText.scientific(high))"
    case .sobol(let low, let high):
      "Sobol, \(NumberText.scientific(low)) to \(NumberText.scientific(high))"
    case .halton(let low, let high):
      "Halton, \(NumberText.scientific(low)) to \(NumberText.scientific(high))"
    case .bayesian(let low, let high):
      "Bayesian search, \(NumberText.scientific(low)) to \(NumberText.scientific(high))"
    case .grid(let values) where values.count <= 6:
      "grid of \(values.map(NumberText.scientific).joined(separator: ", "))"
    case .grid(let values): "grid of \(NumberText.count(values.count, "value"))"
    }
  }
}

extension HeatmapTerm {
  /// "1 × paper's loss, HiResCAM, true class".
  var title: String {
    let lossTitle = loss == .paper ? "the paper's loss" : "\(loss.rawValue) loss"
    let whose = classChoice == .trueClass ? "true class" : "predicted class"
    return "\(NumberText.coordinate(weight)) × \(lossTitle) (\(method.title), \(whose))"
  }
}
