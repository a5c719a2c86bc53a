import Kernels

extension Tensor {
  /// This tensor plus `bias`, one element a channel (the last axis).
  public func addingBias(_ bias: Tensor) -> Tensor {
    requireBias(bias.shape, fits: shape)
    return AddBias()(self, bias)
  }
}

/// relu(x + bias), one element of the bias a channel (the last axis).
public func biasRelu(_ x: Tensor, _ bias: Tensor) -> Tensor {
  requireBias(bias.shape, fits: x.shape)
  return BiasRelu()(x, bias)
}

private func requireBias(_ bias: Shape, fits shape: Shape) {
  precondition(bias.rank == 1 && bias[0] == shape.sizes.last, "a bias of shape \(bias) does not fit \(shape)")
}

/// Like broadcasting addition over the last axis, without a stretched copy of the bias.
struct AddBias: Primitive {
  func forward(_ inputs: [Value]) -> Value {
    Value(inputs[0].shape, ElementWise.addBias(inputs[0].buffer, inputs[1].buffer))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [cotangent, wanted[1] ? cotangent.summed(to: inputs[1].shape) : nil]
  }
}

/// max(x + bias, 0) in one pass.
struct BiasRelu: Primitive {
  func forward(_ inputs: [Value]) -> Value {
    Value(inputs[0].shape, ElementWise.addBiasRelu(inputs[0].buffer, inputs[1].buffer))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    let passed = PassWherePositive(gate: output.value)(cotangent)
    return [passed, wanted[1] ? passed.summed(to: inputs[1].shape) : nil]
  }
}
