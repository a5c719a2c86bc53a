/// One way to train: a loss, which layers it may change, for how long. The arms of an experiment are compared with each other.
public struct Arm: Codable, Sendable, Equatable {
  public var name: String
  public var classification: ClassificationLossKind
  /// Without it the loss is the classification part alone.
  public var heatmap: HeatmapTerm?
  public var trainedLayers: TrainedLayers
  public var optimizer: OptimizerKind
  public var epochs: Int
  public var batch: Int

  public init(
    name: String, classification: ClassificationLossKind, heatmap: HeatmapTerm?, trainedLayers: TrainedLayers,
    optimizer: OptimizerKind, epochs: Int, batch: Int
  ) {
    self.name = name
    self.classification = classification
    self.heatmap = heatmap
    self.trainedLayers = trainedLayers
    self.optimizer = optimizer
    self.epochs = epochs
    self.batch = batch
  }
}

/// The part of the loss that asks for the right class.
public enum ClassificationLossKind: String, Codable, Sendable, CaseIterable {
  /// Softmax cross-entropy of the logits.
  case crossEntropy = "cross_entropy"
  /// Mean squared error of sigmoid(logits) against the one-hot label, as the paper's author had it.
  case meanSquaredError = "mse"
}

/// The part of the loss that asks for the right place.
public struct HeatmapTerm: Codable, Sendable, Equatable {
  public var loss: HeatmapLossKind
  public var method: AttributionMethodKind
  public var classChoice: ClassChoice
  /// Factor of the heatmap part; the classification part has factor 1.
  public var weight: Double

  public init(loss: HeatmapLossKind, method: AttributionMethodKind, classChoice: ClassChoice, weight: Double) {
    self.loss = loss
    self.method = method
    self.classChoice = classChoice
    self.weight = weight
  }
}

public enum HeatmapLossKind: String, Codable, Sendable, CaseIterable {
  /// The paper's: the map divided by its maximum, averaged over the cells outside the heart.
  case paper
  /// The share of the positive map that lies outside the heart.
  case energy
}

public enum AttributionMethodKind: String, Codable, Sendable, CaseIterable {
  case hirescam
  case gradcam
}

/// Whose logit the map explains.
public enum ClassChoice: String, Codable, Sendable, CaseIterable {
  case trueClass = "true"
  case predictedClass = "predicted"
}

public enum TrainedLayers: String, Codable, Sendable, CaseIterable {
  case all
  /// Only the dense layers: the convolutions keep their initial weights.
  case head
}

public enum OptimizerKind: String, Codable, Sendable, CaseIterable {
  case adam
  /// Stochastic gradient descent with momentum 0.9.
  case sgd
}
