import Autodiff
import Kernels

/// The part of a loss that asks for the right place.
public protocol HeatmapLoss: Sendable {
  /// - Parameters:
  ///   - map: batch x rows x columns, as an attribution method gives it.
  ///   - outside: of the same shape, the share of each cell's area that lies outside the heart; a constant.
  /// - Returns: one loss a sample, shape [batch]. Finite for every finite map, and for a map with no positive value at least
  ///   as large as for any that has one.
  func perSample(map: Tensor, outside: Tensor) -> Tensor
}

extension HeatmapLoss {
  /// Both arguments as batch x cells.
  func flattened(_ map: Tensor, _ outside: Tensor) -> (map: Tensor, outside: Tensor) {
    precondition(
      map.shape == outside.shape, "a map of shape \(map.shape) needs a mask of the same, not \(outside.shape)")
    let shape = Shape([map.shape[0], map.shape.count / max(1, map.shape[0])])
    return (map.reshaped(shape), outside.reshaped(shape))
  }
}
