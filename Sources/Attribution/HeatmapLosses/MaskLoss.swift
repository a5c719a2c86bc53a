import Autodiff
import Kernels

/// The mean of softplus(R) = log(1 + exp(R)) over the area outside the mask (the mask loss of Draelos and Carin, 2020, who add it
/// with factor 1/3); 0 where nothing is outside.
///
/// It looks at the scale of the map, and has no bound. All of a map could go far below zero to please it:
/// a map without a positive value costs, in addition, how far its mean inside the mask lies below zero (`SafeRatio.depth`).
public struct MaskLoss: HeatmapLoss {
  /// The mask loss has no settings.
  public init() {}

  /// Shape [batch], each at least 0; in the map's unit where the map is large.
  public func perSample(map: Tensor, outside: Tensor) -> Tensor {
    let (form, outside) = flattened(map, outside)
    let area = outside.sum(axes: [1], keepingAxes: true)
    let weights = outside / Tensor(area.shape, area.array.map { $0 > 0 ? $0 : 1 })
    let cost = (softplus(map.reshaped(form.shape)) * weights).sum(axes: [1])
    guard let undefined = SafeRatio.undefined(form.maximumOfRows()) else { return cost }
    return cost - undefined * SafeRatio.depth(form, outside)
  }

  /// log(1 + exp(x)) with the larger of the two terms taken out so that nothing overflows; as a constant, since the result does
  /// not depend on it.
  private func softplus(_ x: Tensor) -> Tensor {
    let largest = relu(x.detached)
    return largest + log(exp(-largest) + exp(x - largest))
  }
}
