import Autodiff
import Kernels

/// 1 - 2 sum(h M) / (sum(h) + sum(M)), where h = max(R, 0) / max(R) and M is the share of a cell's area inside the mask: what is
/// missing from the overlap of map and mask (Dice, 1945; Milletari et al., 2016, as a loss; suggested in the study's paper).
/// Made safe where max(R) is not positive (`SafeRatio`).
public struct DiceLoss: HeatmapLoss {
  /// The Dice loss has no settings.
  public init() {}

  /// Shape [batch], each between 0 and 1 where the map is defined.
  public func perSample(map: Tensor, outside: Tensor) -> Tensor {
    let (map, outside) = flattened(map, outside)
    let (positive, inside, maximum) = (relu(map), 1 - outside, map.maximumOfRows())
    // Over one denominator, and times max(R): what lies outside, and what the mask has room for.
    let missed = (positive * outside + (maximum.reshaped([map.shape[0], 1]) - positive) * inside).sum(axes: [1])
    return SafeRatio.of(
      missed, over: positive.sum(axes: [1]) + maximum * inside.sum(axes: [1]),
      worst: Tensor(repeating: 1, [map.shape[0]]), map: map, outside: outside)
  }
}
