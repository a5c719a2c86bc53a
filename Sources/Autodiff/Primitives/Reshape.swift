import Kernels

/// The same elements under another shape; nothing is copied.
struct Reshape: Primitive {
  let shape: Shape

  func forward(_ inputs: [Value], isRecorded: Bool) -> Value { Value(shape, inputs[0].buffer) }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [cotangent.reshaped(inputs[0].shape)]
  }
}

extension Tensor {
  /// The same elements, in the same order, as another shape of as many elements.
  public func reshaped(_ target: Shape) -> Tensor {
    guard target != shape else { return self }
    precondition(target.count == shape.count, "\(shape) cannot be reshaped to \(target)")
    return Reshape(shape: target)(self)
  }
}
