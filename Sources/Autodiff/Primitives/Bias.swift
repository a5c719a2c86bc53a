import Kernels

extension Tensor {
  /// This tensor plus `bias`, one element a channel (the last axis).
  public func addingBias(_ bias: Tensor) -> Tensor { AddBias()(self, bias) }
}

/// Like broadcasting addition over the last axis, without a stretched copy of the bias.
struct AddBias: Primitive {
  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    precondition(
      inputs[1].shape.rank == 1 && inputs[1].shape[0] == inputs[0].shape.sizes.last,
      "a bias of shape \(inputs[1].shape) does not fit \(inputs[0].shape)")
    return Value(inputs[0].shape, ElementWise.addBias(inputs[0].buffer, inputs[1].buffer))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [cotangent, wanted[1] ? cotangent.summed(to: inputs[1].shape) : nil]
  }
}
