import Autodiff
import Kernels

/// The mean over cells of |h - M|, where h = max(R, 0) / max(R) and M is the share of a cell's area inside the mask: the map is
/// asked to be the mask (the L1 loss of Rao et al., 2023, who divide by max |R|). Made safe where max(R) is not positive
/// (`SafeRatio`).
public struct L1Loss: HeatmapLoss {
  /// The L1 loss has no settings.
  public init() {}

  /// Shape [batch], each between 0 and 1 where the map is defined.
  public func perSample(map: Tensor, outside: Tensor) -> Tensor {
    let (map, outside) = flattened(map, outside)
    let (inside, maximum) = (1 - outside, map.maximumOfRows())
    // |h - M| max(R), so that one division is left, and that by the maximum.
    let difference = relu(map) - inside * maximum.reshaped([map.shape[0], 1])
    let worst = inside + relu(outside - inside)
    return SafeRatio.of(
      (relu(difference) + relu(-difference)).mean(axes: [1]), over: maximum, worst: worst.mean(axes: [1]), map: map,
      outside: outside)
  }
}
