/// One way to train: a loss, which layers it may change, for how long. The arms of an experiment are compared with each other.
public struct Arm: Codable, Sendable, Equatable {
  /// Unique in the experiment.
  public var name: String
  /// The part of the loss that asks for the right class.
  public var classification: ClassificationLossKind
  /// Without it the loss is the classification part alone.
  public var heatmap: HeatmapTerm?
  /// Which weights training may change.
  public var trainedLayers: TrainedLayers
  /// How gradients become steps.
  public var optimizer: OptimizerKind
  /// Gives each trial its learning rate; trial k has the same place in the range of every arm.
  public var learningRate: LearningRateSampler
  /// How the learning rate changes from step to step.
  public var schedule: LearningRateSchedule
  /// Passes over the training images.
  public var epochs: Int
  /// Images a step; at most as many as there are training images.
  public var batch: Int

  /// An arm of these parts, which are not checked: `StudyFile` does that.
  public init(
    name: String, classification: ClassificationLossKind, heatmap: HeatmapTerm?, trainedLayers: TrainedLayers,
    optimizer: OptimizerKind, learningRate: LearningRateSampler, schedule: LearningRateSchedule = .constant,
    epochs: Int,
    batch: Int
  ) {
    self.name = name
    self.classification = classification
    self.heatmap = heatmap
    self.trainedLayers = trainedLayers
    self.optimizer = optimizer
    self.learningRate = learningRate
    self.schedule = schedule
    self.epochs = epochs
    self.batch = batch
  }
}

/// The part of the loss that asks for the right class.
public enum ClassificationLossKind: String, Codable, Sendable, CaseIterable {
  /// Softmax cross-entropy of the logits.
  case crossEntropy = "cross_entropy"
  /// Cross-entropy of sigmoid(logits) divided by their sum, as the paper's author had it without the heatmap part.
  case sigmoidCrossEntropy = "sigmoid_cross_entropy"
  /// Mean squared error of sigmoid(logits) against the one-hot label, as the paper's author had it with the heatmap part.
  case meanSquaredError = "mse"
}

/// Which weights training may change.
public enum TrainedLayers: String, Codable, Sendable, CaseIterable {
  /// Every layer's.
  case all
  /// Only the dense layers: the convolutions keep the weights that they start with.
  case head
}

/// How gradients become steps.
public enum OptimizerKind: String, Codable, Sendable, CaseIterable {
  /// Kingma and Ba (2015), with their default decay rates.
  case adam
  /// Stochastic gradient descent with momentum 0.9.
  case sgd
}
