import Autodiff
import Kernels

/// A fully connected layer, perhaps with ReLU.
public struct DenseLayer: Sendable {
  public let name: String
  public let inputs: Int
  public let units: Int
  public let isRectified: Bool
  public let initializer: Initializer

  package var kernelName: String { "\(name)/kernel" }
  package var biasName: String { "\(name)/bias" }

  var declarations: [ParameterDeclaration] {
    [
      ParameterDeclaration(name: kernelName, shape: [inputs, units], initializer: initializer),
      ParameterDeclaration(name: biasName, shape: [units], initializer: .zeros),
    ]
  }

  /// batch x inputs to batch x units.
  func callAsFunction(_ x: Tensor, _ parameters: Parameters) -> Tensor {
    Profile.measure(name) {
      let sums = matrixProduct(x, parameters[kernelName])
      let bias = parameters[biasName]
      return isRectified ? biasRelu(sums, bias) : sums.addingBias(bias)
    }
  }
}
