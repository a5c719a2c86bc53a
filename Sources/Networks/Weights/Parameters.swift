import Autodiff
import Kernels

/// A network's weights by name, in the order of its layers.
public struct Parameters {
  public private(set) var names: [String]
  private var tensors: [String: Tensor]

  /// - Parameter values: each name once.
  public init(_ values: [(name: String, tensor: Tensor)]) {
    names = values.map(\.name)
    tensors = Dictionary(uniqueKeysWithValues: values.map { ($0.name, $0.tensor) })
  }

  /// The parameter of a name that a layer declared.
  public subscript(name: String) -> Tensor {
    get {
      guard let tensor = tensors[name] else { preconditionFailure("the network has no parameter \(name)") }
      return tensor
    }
    set {
      precondition(tensors[name]?.shape == newValue.shape, "the network's \(name) has another shape")
      tensors[name] = newValue
    }
  }

  /// The same values, with those named as variables for gradients and all others as constants.
  public func tracking(_ tracked: some Sequence<String>) -> Parameters {
    let tracked = Set(tracked)
    return Parameters(names.map { ($0, tracked.contains($0) ? self[$0].asVariable : self[$0].detached) })
  }

  public var count: Int { names.reduce(0) { $0 + self[$1].shape.count } }
}

/// What a layer asks for: a name, a shape and how to draw its first values.
public struct ParameterDeclaration: Sendable {
  public let name: String
  public let shape: Shape
  public let initializer: Initializer
}
