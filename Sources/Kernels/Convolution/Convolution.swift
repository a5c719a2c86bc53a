/// The 3 x 3 convolution and its two gradients, each by the method that suits the shape, perhaps with 2 x 2 max-pooling after it.
///
/// Where a convolution is pooled, the cotangent of its output is given as that of the pooled output with the pooling's choices.
public enum Convolution {
  /// y[n, i, j, o] = sum over a, b, c of x[n, i + a - 1, j + b - 1, c] w[a, b, c, o]; with a bias, max(y + bias[o], 0).
  public static func forward(
    input: Buffer, weights: Buffer, bias: Buffer? = nil, shape: ConvolutionShape
  ) -> Buffer {
    let output = Buffer(uninitialized: shape.outputCount)
    convolve(input, weights, bias, shape, into: .whole(output.pointer))
    return output
  }

  /// The convolution and the maxima of its 2 x 2 windows; with a bias, max(maximum + bias[o], 0).
  public static func pooledForward(
    input: Buffer, weights: Buffer, bias: Buffer? = nil, shape: ConvolutionShape
  ) -> (values: Buffer, choices: MaxPooling.Choices) {
    let values = Buffer(uninitialized: shape.pooling.outputCount)
    let choices = MaxPooling.Choices(uninitialized: shape.pooling)
    convolve(
      input, weights, bias, shape, into: .pooled(values: values.pointer, corners: choices.corner.pointer))
    return (values, choices)
  }

  /// Where a convolution's output goes.
  enum Output {
    case whole(UnsafeMutablePointer<Float>)
    case pooled(values: UnsafeMutablePointer<Float>, corners: UnsafeMutablePointer<Float>)

    var isPooled: Bool {
      if case .pooled = self { true } else { false }
    }
  }

  private static func convolve(
    _ input: Buffer, _ weights: Buffer, _ bias: Buffer?, _ shape: ConvolutionShape, into output: Output
  ) {
    guard shape.suitsWinograd else {
      return ColumnConvolution.convolve(input, weights, bias, shape, into: output)
    }
    let weights = WinogradWeights(
      weights: weights, inputs: shape.inputChannels, outputs: shape.outputChannels, isTurned: false)
    Winograd.convolve(
      input, weights, shape.tileGrid(isPooled: output.isPooled), into: output,
      bias.map { .biasRelu($0.pointer) } ?? .nothing)
  }

  /// What a backward pass is asked for; the cotangents of those whose operands are nil are left out.
  public struct Gradients {
    public let input: Buffer?
    public let weights: Buffer?
  }

  /// The cotangents of the input, of the weights, or of both in one pass over the output's.
  ///
  /// - Parameters:
  ///   - input: the convolution's input, if the gradient of the weights is wanted.
  ///   - weights: the convolution's weights, if the gradient of the input is wanted.
  ///   - choices: where the convolution is pooled; `cotangent` then has the pooled size.
  public static func gradients(
    input: Buffer?, weights: Buffer?, cotangent: Buffer, choices: MaxPooling.Choices?, shape: ConvolutionShape
  ) -> Gradients {
    if shape.suitsWinograd {
      let whole = choices.map { MaxPooling.scatter(cotangent, $0) } ?? cotangent
      return Gradients(
        input: weights.map { weights in
          let gradient = Buffer(uninitialized: shape.inputCount)
          let turned = WinogradWeights(
            weights: weights, inputs: shape.outputChannels, outputs: shape.inputChannels, isTurned: true)
          Winograd.convolve(
            whole, turned, shape.tileGrid(isPooled: false), into: .whole(gradient.pointer))
          return gradient
        },
        weights: input.map { WinogradWeightGradient.compute(input: $0, cotangent: whole, shape: shape) })
    }
    return Gradients(
      input: weights.map { weights in
        let whole = choices.map { MaxPooling.scatter(cotangent, $0) } ?? cotangent
        return ColumnConvolution.inputGradient(weights: weights, cotangent: whole, shape: shape)
      },
      weights: input.map {
        ColumnConvolution.weightGradient(input: $0, cotangent: cotangent, choices: choices, shape: shape)
      })
  }
}
