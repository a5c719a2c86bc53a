import Kernels

/// Repeats along axes of size 1 or missing; `SumTo` is its adjoint, and the pair is closed.
struct BroadcastTo: Primitive {
  let shape: Shape

  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    Value(shape, Broadcasting.broadcast(inputs[0].buffer, from: inputs[0].shape, to: shape))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [cotangent.summed(to: inputs[0].shape)]
  }
}

/// Sums over the axes along which the target would have to be repeated.
struct SumTo: Primitive {
  let shape: Shape

  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    Value(shape, Broadcasting.sum(inputs[0].buffer, from: inputs[0].shape, to: shape))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [cotangent.broadcast(to: inputs[0].shape)]
  }
}

extension Tensor {
  /// This tensor repeated to a larger shape, by NumPy's rule.
  public func broadcast(to target: Shape) -> Tensor {
    guard target != shape else { return self }
    precondition(Shape.broadcast(shape, target) == target, "\(shape) does not broadcast to \(target)")
    return BroadcastTo(shape: target)(self)
  }

  /// The adjoint of broadcasting: sums to a shape that would broadcast to this one.
  public func summed(to target: Shape) -> Tensor {
    guard target != shape else { return self }
    precondition(Shape.broadcast(target, shape) == shape, "\(shape) does not sum to \(target)")
    return SumTo(shape: target)(self)
  }
}
