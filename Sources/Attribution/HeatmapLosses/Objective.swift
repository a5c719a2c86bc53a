import Autodiff
import Networks

/// What a model is trained to make small: a classification loss, plus a weighted heatmap part if there is one.
public struct Objective: Sendable {
  /// What asks for the right place, and with which factor.
  public struct HeatmapPart: Sendable {
    /// What is asked.
    public let loss: any LocationLoss
    /// Its factor; the classification part has factor 1.
    public let weight: Double

    /// - Parameter weight: finite and not negative; with 0, the part costs nothing.
    public init(_ loss: any LocationLoss, weight: Double) {
      (self.loss, self.weight) = (loss, weight)
    }

    /// A heatmap loss on the maps of a method.
    /// - Parameter layers: empty for the attribution layer.
    public init(
      loss: any HeatmapLoss, method: any ClassActivationMap, explainsPredictedClass: Bool, layers: [String] = [],
      weight: Double
    ) {
      self.init(
        MapLocation(
          loss: loss, method: method, explainsPredictedClass: explainsPredictedClass, layers: layers), weight: weight)
    }
  }

  /// What a profile calls the heatmap part.
  public static let heatmapPlace = "heatmap"

  /// Asks for the right class.
  public let classification: any ClassificationLoss
  /// Asks for the right place; nil where nothing does, also where its weight is 0.
  public let heatmap: HeatmapPart?

  /// - Parameter heatmap: nil for a model that learns classes alone.
  public init(classification: any ClassificationLoss, heatmap: HeatmapPart?) {
    self.classification = classification
    self.heatmap = heatmap?.weight == 0 ? nil : heatmap
  }

  /// The convolutions whose activations a forward pass must keep for it.
  public var layers: [String] { heatmap?.loss.layers ?? [] }

  /// Whether a forward pass must let gradients flow into the images for it.
  public var tracksImages: Bool { heatmap?.loss.tracksImages ?? false }

  /// - Parameters:
  ///   - outputs: of a forward pass with this objective's `layers` and `tracksImages`.
  ///   - classes: the true class of each sample.
  ///   - hasMask: whether each sample has a mask, without which it has no heatmap part; nil where all have.
  ///   - outside: how much of each place lies outside the mask; asked by the heatmap part alone.
  /// - Returns: a scalar, the mean over the batch.
  public func callAsFunction(
    _ outputs: Network.Outputs, classes: [Int], hasMask: [Bool]? = nil, outside: OutsideShares
  ) -> Tensor {
    let classificationLoss = classification(logits: outputs.logits, classes: classes)
    guard let heatmap = heatmapLoss(outputs, classes: classes, hasMask: hasMask, outside: outside) else {
      return classificationLoss
    }
    return classificationLoss + heatmap
  }

  /// The same where maps of one size only are asked for.
  /// - Parameter outside: batch x rows x columns, the share of each cell's area outside the mask.
  public func callAsFunction(_ outputs: Network.Outputs, classes: [Int], outside: Tensor) -> Tensor {
    self(outputs, classes: classes) { _, _ in outside }
  }

  /// The weighted heatmap part, a scalar; nil where there is none.
  func heatmapLoss(
    _ outputs: Network.Outputs, classes: [Int], hasMask: [Bool]?, outside: OutsideShares
  ) -> Tensor? {
    guard let heatmap else { return nil }
    return Profile.measure(Self.heatmapPlace) {
      heatmap.loss(outputs, classes: classes, hasMask: hasMask, outside: outside) * Float(heatmap.weight)
    }
  }
}
