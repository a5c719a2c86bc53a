import Autodiff
import Kernels

/// What is asked of a map.
public protocol HeatmapLoss: Sendable {
  /// - Parameters:
  ///   - map: batch x rows x columns, as an attribution method gives it.
  ///   - outside: of the same shape, the share of each cell's area that lies outside the mask; a constant.
  /// - Returns: one loss a sample, shape [batch]. Finite for every finite map. A map with no positive value is no free pass: its
  ///   loss has a slope that leads to a positive value inside the mask and, where the loss is bounded, is at least as large as that
  ///   of any map that has one.
  func perSample(map: Tensor, outside: Tensor) -> Tensor
}

extension HeatmapLoss {
  /// Both arguments as batch x cells, and no map so large that its sums could overflow.
  func flattened(_ map: Tensor, _ outside: Tensor) -> (map: Tensor, outside: Tensor) {
    precondition(
      map.shape == outside.shape, "a map of shape \(map.shape) needs a mask of the same, not \(outside.shape)")
    let shape = Shape([map.shape[0], map.shape.count / max(1, map.shape[0])])
    return (scaledDown(map.reshaped(shape)), outside.reshaped(shape))
  }

  /// Huge maps by a constant factor: the losses depend on a map's form, not on its scale, and so do not change.
  private func scaledDown(_ map: Tensor) -> Tensor {
    let (rows, cells, values) = (map.shape[0], map.shape[1], map.array)
    let isHuge = (0..<rows).map { row in values[row * cells..<(row + 1) * cells].contains { abs($0) > 0x1p64 } }
    guard isHuge.contains(true) else { return map }
    return map * Tensor([rows, 1], isHuge.map { $0 ? 0x1p-64 : 1 })
  }
}
