import Kernels

/// The inputs that a 2 x 2 max-pooling chose; `PoolScatter` is its adjoint, and the pair is closed.
struct PoolGather: Primitive {
  let choices: MaxPooling.Choices

  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    Value(choices.shape.output, MaxPooling.gather(inputs[0].buffer, choices))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [PoolScatter(choices: choices)(cotangent)]
  }
}

/// Puts each value where a 2 x 2 max-pooling took its maximum from, and zeros elsewhere.
struct PoolScatter: Primitive {
  let choices: MaxPooling.Choices

  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    Value(choices.shape.input, MaxPooling.scatter(inputs[0].buffer, choices))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [PoolGather(choices: choices)(cotangent)]
  }
}

/// 2 x 2 max-pooling with stride 2 of batch x height x width x channels; an odd last row or column is left out.
public func maxPool(_ x: Tensor) -> Tensor {
  precondition(x.shape.rank == 4, "max-pooling takes batch x height x width x channels, not \(x.shape)")
  let shape = PoolingShape(batch: x.shape[0], height: x.shape[1], width: x.shape[2], channels: x.shape[3])
  let (values, choices) = MaxPooling.maximum(x.buffer, shape: shape)
  return PoolGather(choices: choices).recorded(Value(shape.output, values), from: [x])
}

extension PoolingShape {
  fileprivate var input: Shape { [batch, height, width, channels] }
  fileprivate var output: Shape { [batch, height / 2, width / 2, channels] }
}
