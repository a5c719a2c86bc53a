import Autodiff
import Networks

/// What a model is trained to make small: a classification loss, plus a weighted heatmap loss if there is one.
public struct Objective: Sendable {
  /// A heatmap loss, on which method's map, for which class, with which factor.
  public struct HeatmapPart: Sendable {
    public let loss: any HeatmapLoss
    public let method: any AttributionMethod
    /// Explain the class that the model predicts, as the paper's author did, rather than the true one.
    public let explainsPredictedClass: Bool
    public let weight: Double

    public init(loss: any HeatmapLoss, method: any AttributionMethod, explainsPredictedClass: Bool, weight: Double) {
      self.loss = loss
      self.method = method
      self.explainsPredictedClass = explainsPredictedClass
      self.weight = weight
    }
  }

  /// What a profile calls the heatmap part.
  public static let heatmapPlace = "heatmap"

  public let classification: any ClassificationLoss
  public let heatmap: HeatmapPart?

  public init(classification: any ClassificationLoss, heatmap: HeatmapPart?) {
    self.classification = classification
    self.heatmap = heatmap
  }

  /// - Parameters:
  ///   - classes: the true class of each sample.
  ///   - outside: batch x rows x columns, the share of each cell's area outside the heart; used by the heatmap part alone.
  /// - Returns: a scalar, the mean over the batch.
  public func callAsFunction(_ outputs: Network.Outputs, classes: [Int], outside: Tensor) -> Tensor {
    let classificationLoss = classification(logits: outputs.logits, classes: classes)
    guard let heatmap, heatmap.weight != 0 else { return classificationLoss }
    return Profile.measure(Self.heatmapPlace) {
      let explained = heatmap.explainsPredictedClass ? outputs.predictedClasses : classes
      let map = heatmap.method.map(of: outputs, classes: explained, isDifferentiable: true)
      return classificationLoss + heatmap.loss.perSample(map: map, outside: outside).mean() * Float(heatmap.weight)
    }
  }
}
