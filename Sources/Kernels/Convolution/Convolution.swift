/// The 3 x 3 convolution and its two gradients, each by the method that suits the shape.
public enum Convolution {
  /// y[n, i, j, o] = sum over a, b, c of x[n, i + a - 1, j + b - 1, c] w[a, b, c, o].
  ///
  /// - Parameter keepsTransform: keep the transformed input beside `x`, for a weight gradient that will follow.
  public static func forward(
    input: Buffer, weights: Buffer, shape: ConvolutionShape, keepsTransform: Bool
  ) -> Buffer {
    shape.suitsWinograd
      ? Winograd.forward(input: input, weights: weights, shape: shape, keepsTransform: keepsTransform)
      : ColumnConvolution.forward(input: input, weights: weights, shape: shape)
  }

  /// The cotangent of the input, given that of the output.
  public static func inputGradient(weights: Buffer, cotangent: Buffer, shape: ConvolutionShape) -> Buffer {
    shape.suitsWinograd
      ? Winograd.inputGradient(weights: weights, cotangent: cotangent, shape: shape)
      : ColumnConvolution.inputGradient(weights: weights, cotangent: cotangent, shape: shape)
  }

  /// The cotangent of the weights, given that of the output.
  public static func weightGradient(input: Buffer, cotangent: Buffer, shape: ConvolutionShape) -> Buffer {
    shape.suitsWinograd
      ? Winograd.weightGradient(input: input, cotangent: cotangent, shape: shape)
      : ColumnConvolution.weightGradient(input: input, cotangent: cotangent, shape: shape)
  }
}
