import Kernels

/// A 3 x 3 convolution (stride 1, zero padding 1) and its two gradients, as one thing.
///
/// Convolution is a trilinear form: t(x, w, y) = sum of conv(x, w) * y. Leave the output's slot y open, and the form is the
/// convolution; leave the input's open, and it is the input gradient; the weights', the weight gradient. Differentiating any
/// of them by one of its arguments is again the form, with that argument's slot open: one rule, of any order.
struct ConvolutionForm: Primitive {
  enum Slot: Int, CaseIterable {
    case input, weights, output
  }

  let shape: ConvolutionShape
  let open: Slot

  /// The filled slots, in the order of the arguments.
  private var filled: [Slot] { Slot.allCases.filter { $0 != open } }

  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    for (slot, input) in zip(filled, inputs) {
      precondition(input.shape == tensorShape(slot), "\(input.shape) is not the shape of the \(slot) of \(shape)")
    }
    let (first, second) = (inputs[0].buffer, inputs[1].buffer)
    let result =
      switch open {
      case .output:
        Kernels.Convolution.forward(input: first, weights: second, shape: shape, keepsTransform: isRecorded)
      case .input: Kernels.Convolution.inputGradient(weights: first, cotangent: second, shape: shape)
      case .weights: Kernels.Convolution.weightGradient(input: first, cotangent: second, shape: shape)
      }
    return Value(tensorShape(open), result)
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    let known = [filled[0]: inputs[0], filled[1]: inputs[1], open: cotangent]
    return zip(filled, wanted).map { slot, isWanted in
      guard isWanted else { return nil }
      let form = ConvolutionForm(shape: shape, open: slot)
      let arguments = form.filled.compactMap { known[$0] }
      return form(arguments[0], arguments[1])
    }
  }

  private func tensorShape(_ slot: Slot) -> Shape {
    switch slot {
    case .input: [shape.batch, shape.height, shape.width, shape.inputChannels]
    case .weights: [3, 3, shape.inputChannels, shape.outputChannels]
    case .output: [shape.batch, shape.height, shape.width, shape.outputChannels]
    }
  }
}

/// The 3 x 3 convolution of `x` (batch x height x width x inputs) with `weights` (3 x 3 x inputs x outputs), stride 1, zero
/// padding 1: batch x height x width x outputs.
public func convolution(_ x: Tensor, _ weights: Tensor) -> Tensor {
  precondition(x.shape.rank == 4 && weights.shape.rank == 4, "a convolution takes 4-axis tensors")
  let shape = ConvolutionShape(
    batch: x.shape[0], height: x.shape[1], width: x.shape[2], inputChannels: x.shape[3],
    outputChannels: weights.shape[3])
  return ConvolutionForm(shape: shape, open: .output)(x, weights)
}
