import Kernels

extension Tensor {
  /// Sums over the given axes (all of them if nil), which keep size 1 or go.
  public func sum(axes: [Int]? = nil, keepingAxes: Bool = false) -> Tensor {
    let axes = axes ?? Array(0..<shape.rank)
    let kept = summed(to: shape.keepingOnes(at: axes))
    return keepingAxes
      ? kept : kept.reshaped(Shape(shape.sizes.indices.filter { !axes.contains($0) }.map { shape[$0] }))
  }

  /// Means over the given axes (all of them if nil).
  public func mean(axes: [Int]? = nil, keepingAxes: Bool = false) -> Tensor {
    let total = sum(axes: axes, keepingAxes: keepingAxes)
    return total / (Float(shape.count) / Float(total.shape.count))
  }

  /// The maximum of each row, all axes but the first: shape [rows]. The gradient goes to the first of equal maxima.
  public func maximumOfRows() -> Tensor {
    let rows = shape[0]
    let indices = Indexing.argmaxOfRows(buffer, length: shape.count / max(rows, 1))
    return gathered(at: indices, shape: [rows])
  }
}
