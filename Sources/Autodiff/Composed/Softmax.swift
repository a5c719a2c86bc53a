import Kernels

/// log softmax of each row of a rows x columns tensor.
///
/// The row's maximum is subtracted first, so that nothing overflows; as a constant, since the result does not depend on it.
public func logSoftmax(_ x: Tensor) -> Tensor {
  precondition(x.shape.rank == 2, "log-softmax takes rows x columns, not \(x.shape)")
  let shifted = x - x.detached.maximumOfRows().reshaped([x.shape[0], 1])
  return shifted - log(exp(shifted).sum(axes: [1], keepingAxes: true))
}

/// Softmax of each row of a rows x columns tensor.
public func softmax(_ x: Tensor) -> Tensor { exp(logSoftmax(x)) }
