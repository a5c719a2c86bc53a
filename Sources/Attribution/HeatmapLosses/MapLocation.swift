import Autodiff
import Kernels
import Networks

/// A heatmap loss on class activation maps: the mean over samples and layers.
public struct MapLocation: LocationLoss {
  /// What is asked of a map.
  public let loss: any HeatmapLoss
  /// How a map is made.
  public let method: any ClassActivationMap
  /// Explain the class that the model predicts, as the paper's author did, rather than the true one.
  public let explainsPredictedClass: Bool
  /// The convolutions whose maps are meant; the attribution layer alone where empty.
  public let layers: [String]
  /// Maps begin at activations.
  public var tracksImages: Bool { false }

  /// - Parameter layers: empty for the attribution layer.
  public init(
    loss: any HeatmapLoss, method: any ClassActivationMap, explainsPredictedClass: Bool, layers: [String] = []
  ) {
    (self.loss, self.method, self.layers) = (loss, method, layers)
    self.explainsPredictedClass = explainsPredictedClass
  }

  /// A scalar, differentiable to second order: through the map's own slope.
  public func callAsFunction(
    _ outputs: Network.Outputs, classes: [Int], hasMask: [Bool]? = nil, outside: OutsideShares
  ) -> Tensor {
    let explained = explainsPredictedClass ? outputs.predictedClasses : classes
    let activations = layers.isEmpty ? [outputs.activations] : layers.map { outputs.activations(of: $0) }
    let slopes = outputs.slopes(of: explained, by: activations, isDifferentiable: true)
    let losses = zip(activations, slopes).map { activations, slope in
      let map = method.map(activations: activations, slope: slope)
      let losses = loss.perSample(map: map, outside: outside(map.shape[1], map.shape[2]))
      guard let hasMask, hasMask.contains(false) else { return losses.mean() }
      return (losses * Tensor(losses.shape, hasMask.map { $0 ? 1 : 0 })).mean()
    }
    return losses.count == 1 ? losses[0] : losses.dropFirst().reduce(losses[0], +) / Float(losses.count)
  }
}
