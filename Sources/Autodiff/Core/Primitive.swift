import Kernels

/// An operation that gradients can be taken through: how it is computed, and the rule of its derivative.
///
/// The forward computation sees only values; the pullback sees only tensors, so that it can be written in nothing but
/// differentiable operations. Gradients of gradients, of any order, follow by construction.
public protocol Primitive {
  /// The result, from values of the shapes that the operation documents.
  func forward(_ inputs: [Value]) -> Value

  /// The cotangents of the inputs, given that of the output.
  ///
  /// - Parameter wanted: which inputs' cotangents will be used; the others may be nil, and cost nothing then.
  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?]
}

extension Primitive {
  /// Computes the result and records where it came from, if gradients can flow to any of the inputs.
  public func callAsFunction(_ inputs: Tensor...) -> Tensor {
    recorded(forward(inputs.map(\.value)), from: inputs)
  }

  /// A value that was computed otherwise, recorded as this primitive's result.
  func recorded(_ value: Value, from inputs: [Tensor]) -> Tensor {
    guard inputs.contains(where: \.isTracked) else { return Tensor(value: value, origin: nil, isTracked: false) }
    let origin = Tensor.Origin(primitive: self, inputs: inputs, label: Profile.current?.openLabel)
    return Tensor(value: value, origin: origin, isTracked: true)
  }
}
