import Autodiff
import Kernels

/// A 3 x 3 convolution with bias and ReLU, perhaps followed by 2 x 2 max-pooling.
public struct ConvolutionLayer: Sendable {
  public let name: String
  public let inputs: Int
  public let filters: Int
  /// Whether 2 x 2 max-pooling follows the ReLU.
  public let isPooled: Bool
  public let initializer: Initializer

  package var kernelName: String { "\(name)/kernel" }
  package var biasName: String { "\(name)/bias" }

  var declarations: [ParameterDeclaration] {
    [
      ParameterDeclaration(name: kernelName, shape: [3, 3, inputs, filters], initializer: initializer),
      ParameterDeclaration(name: biasName, shape: [filters], initializer: .zeros),
    ]
  }

  /// The layer's output after its pooling, and its activations (after the ReLU, before any pooling) if asked for.
  func callAsFunction(
    _ x: Tensor, _ parameters: Parameters, wantsActivations: Bool
  ) -> (output: Tensor, activations: Tensor?) {
    Profile.measure(name) {
      let (kernel, bias) = (parameters[kernelName], parameters[biasName])
      guard wantsActivations else {
        return (isPooled ? pooledRectifiedConvolution(x, kernel, bias) : rectifiedConvolution(x, kernel, bias), nil)
      }
      let activations = rectifiedConvolution(x, kernel, bias).tracked
      return (isPooled ? maxPool(activations) : activations, activations)
    }
  }
}
