import Autodiff
import Kernels

/// The paper's heatmap loss (study, section 3): the mean over cells of h M, where h = max(R, 0) / max(R) and M is the area
/// outside the mask. Made safe where max(R) is not positive (`SafeRatio`).
public struct PaperLoss: HeatmapLoss {
  public init() {}

  public func perSample(map: Tensor, outside: Tensor) -> Tensor {
    let (map, outside) = flattened(map, outside)
    return SafeRatio.of(
      (relu(map) * outside).mean(axes: [1]), over: map.maximumOfRows(), worst: outside.mean(axes: [1]), map: map,
      outside: outside)
  }
}
