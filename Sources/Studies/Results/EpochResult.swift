/// Means over one pass of the training images and the validation that followed.
public struct EpochResult: Codable, Sendable, Equatable {
  /// Of the whole loss, heatmap part included.
  public var trainingLoss: Double
  /// Share of the training images that were classified rightly while training, 0...1.
  public var trainingAccuracy: Double
  /// Of the classification part of the arm's loss.
  public var validationLoss: Double
  /// Share of the validation images that are classified rightly, 0...1.
  public var validationAccuracy: Double
  /// How hard each part of the loss pulls, on the epoch's first batch; nil where there is no heatmap part.
  public var gradientNorms: GradientNorms?

  /// An epoch of these means.
  public init(
    trainingLoss: Double, trainingAccuracy: Double, validationLoss: Double, validationAccuracy: Double,
    gradientNorms: GradientNorms? = nil
  ) {
    self.trainingLoss = trainingLoss
    self.trainingAccuracy = trainingAccuracy
    self.validationLoss = validationLoss
    self.validationAccuracy = validationAccuracy
    self.gradientNorms = gradientNorms
  }
}

/// The Euclidean norms of the gradients of a loss's two parts by all trained weights.
public struct GradientNorms: Codable, Sendable, Equatable {
  /// Of the classification part.
  public var classification: Double
  /// Of the heatmap part, its weight included.
  public var heatmap: Double

  /// Norms of the two parts.
  public init(classification: Double, heatmap: Double) {
    self.classification = classification
    self.heatmap = heatmap
  }
}
