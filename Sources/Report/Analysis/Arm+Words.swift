import Studies

extension Arm {
  /// The settings in words, in a fixed order: what the table of arms shows, and what two arms are told apart by.
  var settings: [(name: String, value: String)] {
    let layers = heatmap.map { $0.layers.isEmpty ? "last convolution" : $0.layers.joined(separator: ", ") }
    return [
      ("classification loss", classification.title),
      ("heatmap loss", heatmap?.loss.title ?? "none"),
      ("its map", heatmap.map { $0.optimizedMethod.title } ?? "none"),
      ("its layers", layers ?? "none"),
      ("its class", heatmap.map { $0.classChoice == .trueClass ? "true class" : "predicted class" } ?? "none"),
      ("its mask", heatmap?.mask.title ?? "none"),
      ("its weight", heatmap.map { $0.weightRange?.title ?? NumberText.significant($0.weight) } ?? "none"),
      ("trained layers", trainedLayers == .all ? "all" : "dense layers only"),
      ("optimiser", optimizer == .adam ? "Adam" : "SGD with momentum"),
      ("learning rate", learningRate.title),
      ("schedule", schedule.title),
      ("epochs", "\(epochs)"),
      ("batch", "\(batch)"),
    ]
  }

  /// Names of the settings in which two arms differ; what a heatmap loss is made of counts as one where an arm has none.
  func differences(from other: Arm) -> [String] {
    let names = zip(settings, other.settings).filter { $0.value != $1.value }.map { $0.0.name }
    let isOnOff = (heatmap == nil) != (other.heatmap == nil)
    return isOnOff ? names.filter { !$0.hasPrefix("its ") } : names
  }

  /// The map that its loss asks something of: "HiResCAM", "none".
  var optimizedMap: String { heatmap?.optimizedMethod.title ?? "none" }
}

extension WeightRange {
  var title: String {
    switch self {
    case .between(let low, let high): "log-uniform, \(NumberText.significant(low)) to \(NumberText.significant(high))"
    case .values(let values): "one of \(values.map(NumberText.significant).joined(separator: ", "))"
    }
  }
}

extension HeatmapTerm {
  /// The method whose map the loss asks something of: right for the right reasons takes the images' own gradient.
  var optimizedMethod: AttributionMethodKind { loss == .rightReasons ? .inputGradient : method }
}

extension HeatmapLossKind {
  var title: String {
    switch self {
    case .paper: "the paper's"
    case .energy: "energy"
    case .l1: "L1"
    case .mask: "mask (softplus)"
    case .dice: "Dice"
    case .rightReasons: "right for the right reasons"
    }
  }

  /// Its formula and source, as a methods section says it.
  var definition: String {
    switch self {
    case .paper: "the map divided by its maximum, averaged over the cells outside the mask (the paper's loss)"
    case .energy: "the share of the positive map outside the mask (Rao et al., 2023)"
    case .l1: "the mean distance of the map, divided by its largest magnitude, from the mask (Rao et al., 2023)"
    case .mask: "the mean of softplus(map) over the cells outside the mask (Draelos and Carin, 2020)"
    case .dice: "one less the Dice overlap of map and mask"
    case .rightReasons:
      "the squared gradient of all log probabilities by the pixels outside the mask (right for the right reasons; Ross et al., 2017)"
    }
  }
}

extension MaskKind {
  var title: String {
    switch self {
    case .inside: "own mask"
    case .random: "random cells (control)"
    case .shuffled: "another image's mask (control)"
    case .whole: "whole image (control)"
    case .shifted: "shifted mask (control)"
    }
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
