import Autodiff
import Kernels

/// The share of the positive map that lies outside the mask: 1 - sum(R+ inside) / sum(R+) (study, section 6; the energy
/// pointing game of Wang et al., 2020, as the loss of Rao et al., 2023). Made safe where no value is positive (`SafeRatio`).
public struct EnergyLoss: HeatmapLoss {
  public init() {}

  public func perSample(map: Tensor, outside: Tensor) -> Tensor {
    let (map, outside) = flattened(map, outside)
    let positive = relu(map)
    return SafeRatio.of(
      (positive * outside).sum(axes: [1]), over: positive.sum(axes: [1]),
      worst: Tensor(repeating: 1, [map.shape[0]]), map: map, outside: outside)
  }
}
