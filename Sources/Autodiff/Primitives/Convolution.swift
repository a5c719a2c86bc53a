import Kernels

/// A 3 x 3 convolution (stride 1, zero padding 1) and its two gradients, as one thing; perhaps with max-pooling after it.
///
/// Convolution is a trilinear form: t(x, w, y) = sum of conv(x, w) * y. Leave the output's slot y open, and the form is the
/// convolution; leave the input's open, and it is the input gradient; the weights', the weight gradient. Differentiating any
/// of them by one of its arguments is again the form, with that argument's slot open: one rule, of any order.
/// Pooled, y has the pooled size and conv(x, w) is taken where the pooling's choices are: trilinear again.
struct ConvolutionForm: Primitive {
  enum Slot: Int, CaseIterable {
    case input, weights, output
  }

  let shape: ConvolutionShape
  let choices: MaxPooling.Choices?
  let open: Slot

  /// The filled slots, in the order of the arguments.
  private var filled: [Slot] { Slot.allCases.filter { $0 != open } }

  func forward(_ inputs: [Value]) -> Value {
    for (slot, input) in zip(filled, inputs) {
      precondition(input.shape == tensorShape(slot), "\(input.shape) is not the shape of the \(slot) of \(shape)")
    }
    let (first, second) = (inputs[0].buffer, inputs[1].buffer)
    switch open {
    case .output:
      let whole = Kernels.Convolution.forward(input: first, weights: second, shape: shape)
      return Value(tensorShape(.output), choices.map { MaxPooling.gather(whole, $0) } ?? whole)
    case .input, .weights:
      let gradients = Kernels.Convolution.gradients(
        input: open == .weights ? first : nil, weights: open == .input ? first : nil, cotangent: second,
        choices: choices, shape: shape)
      guard let result = gradients.input ?? gradients.weights else { preconditionFailure("one gradient was asked for") }
      return Value(tensorShape(open), result)
    }
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    let known = [filled[0]: inputs[0], filled[1]: inputs[1], open: cotangent]
    if open == .output, wanted == [true, true] { return bothGradients(inputs[0], inputs[1], cotangent) }
    return zip(filled, wanted).map { slot, isWanted in
      guard isWanted else { return nil }
      let form = opening(slot)
      let arguments = form.filled.compactMap { known[$0] }
      return form(arguments[0], arguments[1])
    }
  }

  /// What two forms would give, in one pass over the cotangent.
  private func bothGradients(_ x: Tensor, _ weights: Tensor, _ cotangent: Tensor) -> [Tensor?] {
    let gradients = Kernels.Convolution.gradients(
      input: x.buffer, weights: weights.buffer, cotangent: cotangent.buffer, choices: choices, shape: shape)
    return [
      gradients.input.map { opening(.input).recorded(Value(x.shape, $0), from: [weights, cotangent]) },
      gradients.weights.map { opening(.weights).recorded(Value(weights.shape, $0), from: [x, cotangent]) },
    ]
  }

  private func opening(_ slot: Slot) -> ConvolutionForm {
    ConvolutionForm(shape: shape, choices: choices, open: slot)
  }

  private func tensorShape(_ slot: Slot) -> Shape {
    switch slot {
    case .input: [shape.batch, shape.height, shape.width, shape.inputChannels]
    case .weights: [3, 3, shape.inputChannels, shape.outputChannels]
    case .output:
      choices == nil
        ? [shape.batch, shape.height, shape.width, shape.outputChannels]
        : [shape.batch, shape.height / 2, shape.width / 2, shape.outputChannels]
    }
  }
}

/// The 3 x 3 convolution of `x` (batch x height x width x inputs) with `weights` (3 x 3 x inputs x outputs), stride 1, zero
/// padding 1: batch x height x width x outputs.
public func convolution(_ x: Tensor, _ weights: Tensor) -> Tensor {
  ConvolutionForm(shape: convolutionShape(x, weights), choices: nil, open: .output)(x, weights)
}

/// `maxPool(convolution(x, weights))`, without the convolution's whole output ever being kept.
public func pooledConvolution(_ x: Tensor, _ weights: Tensor) -> Tensor {
  let shape = convolutionShape(x, weights)
  let (values, choices) = Kernels.Convolution.pooledForward(input: x.buffer, weights: weights.buffer, shape: shape)
  let size: Shape = [shape.batch, shape.height / 2, shape.width / 2, shape.outputChannels]
  return ConvolutionForm(shape: shape, choices: choices, open: .output)
    .recorded(Value(size, values), from: [x, weights])
}

func convolutionShape(_ x: Tensor, _ weights: Tensor) -> ConvolutionShape {
  precondition(
    x.shape.rank == 4 && weights.shape.rank == 4 && weights.shape.sizes.prefix(3) == [3, 3, x.shape[3]],
    "a convolution of \(x.shape) cannot have weights of \(weights.shape)")
  return ConvolutionShape(
    batch: x.shape[0], height: x.shape[1], width: x.shape[2], inputChannels: x.shape[3],
    outputChannels: weights.shape[3])
}
