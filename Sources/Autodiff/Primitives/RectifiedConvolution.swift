import Kernels

/// A convolution with bias and ReLU, perhaps pooled, in one pass over its output: nothing of what lies between is ever in memory.
///
/// Adding a constant and ReLU both keep order, so that they may follow the pooling, where they have a quarter of the work.
struct RectifiedConvolution: Primitive {
  let form: ConvolutionForm

  func forward(_ inputs: [Value]) -> Value {
    let sums = form.forward([inputs[0], inputs[1]])
    return Value(sums.shape, ElementWise.addBiasRelu(sums.buffer, inputs[2].buffer))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    let passed = PassWherePositive(gate: output.value)(cotangent)
    let operands = form.pullback(
      passed, inputs: [inputs[0], inputs[1]], output: output, wanted: [wanted[0], wanted[1]])
    return operands + [wanted[2] ? passed.summed(to: inputs[2].shape) : nil]
  }
}

/// `biasRelu(convolution(x, weights), bias)`.
public func rectifiedConvolution(_ x: Tensor, _ weights: Tensor, _ bias: Tensor) -> Tensor {
  let shape = convolutionShape(x, weights)
  requireBias(bias.shape, fits: shape)
  let values = Convolution.forward(input: x.buffer, weights: weights.buffer, bias: bias.buffer, shape: shape)
  return RectifiedConvolution(form: ConvolutionForm(shape: shape, choices: nil, open: .output))
    .recorded(Value([shape.batch, shape.height, shape.width, shape.outputChannels], values), from: [x, weights, bias])
}

/// `maxPool(biasRelu(convolution(x, weights), bias))`.
public func pooledRectifiedConvolution(_ x: Tensor, _ weights: Tensor, _ bias: Tensor) -> Tensor {
  let shape = convolutionShape(x, weights)
  requireBias(bias.shape, fits: shape)
  let (values, choices) = Convolution.pooledForward(
    input: x.buffer, weights: weights.buffer, bias: bias.buffer, shape: shape)
  let size: Shape = [shape.batch, shape.height / 2, shape.width / 2, shape.outputChannels]
  return RectifiedConvolution(form: ConvolutionForm(shape: shape, choices: choices, open: .output))
    .recorded(Value(size, values), from: [x, weights, bias])
}

private func requireBias(_ bias: Shape, fits shape: ConvolutionShape) {
  precondition(bias == [shape.outputChannels], "a bias of shape \(bias) does not fit \(shape)")
}
