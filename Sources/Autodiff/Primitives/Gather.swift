import Kernels

/// Elements by their index in memory order; `ScatterAdd` is its adjoint, and the pair is closed.
struct Gather: Primitive {
  let indices: [Int]
  let shape: Shape

  func forward(_ inputs: [Value]) -> Value {
    Value(shape, Indexing.gather(inputs[0].buffer, indices: indices))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [ScatterAdd(indices: indices, shape: inputs[0].shape)(cotangent)]
  }
}

/// Adds each element to the place its index names, in a tensor of zeros.
struct ScatterAdd: Primitive {
  let indices: [Int]
  let shape: Shape

  func forward(_ inputs: [Value]) -> Value {
    Value(shape, Indexing.scatterAdd(inputs[0].buffer, indices: indices, count: shape.count))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [Gather(indices: indices, shape: inputs[0].shape)(cotangent)]
  }
}

extension Tensor {
  /// The elements at `indices` (in memory order) as a tensor of the given shape.
  public func gathered(at indices: [Int], shape: Shape) -> Tensor {
    Gather(indices: indices, shape: shape)(self)
  }

  /// From a rows x columns tensor, one element of each row: shape [rows].
  public func gathered(columns: [Int]) -> Tensor {
    precondition(shape.rank == 2 && shape[0] == columns.count, "one column is needed for each row of \(shape)")
    precondition(columns.allSatisfy { $0 >= 0 && $0 < shape[1] }, "\(shape) has no such columns as \(columns)")
    return gathered(at: columns.enumerated().map { $0.offset * shape[1] + $0.element }, shape: [columns.count])
  }
}
