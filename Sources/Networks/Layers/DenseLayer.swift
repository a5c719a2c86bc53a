import Autodiff
import Kernels

/// A fully connected layer, perhaps with ReLU.
public struct DenseLayer: Sendable {
  public let name: String
  public let inputs: Int
  public let units: Int
  public let isRectified: Bool
  public let initializer: Initializer

  var kernelName: String { "\(name)/kernel" }
  var biasName: String { "\(name)/bias" }

  var declarations: [ParameterDeclaration] {
    [
      ParameterDeclaration(name: kernelName, shape: [inputs, units], initializer: initializer),
      ParameterDeclaration(name: biasName, shape: [units], initializer: .zeros),
    ]
  }

  /// batch x inputs to batch x units.
  func callAsFunction(_ x: Tensor, _ parameters: Parameters) -> Tensor {
    let sums = matrixProduct(x, parameters[kernelName]).addingBias(parameters[biasName])
    return isRectified ? relu(sums) : sums
  }
}
