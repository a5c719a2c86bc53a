import Kernels
import Synchronization

/// An immutable Float32 array, and how it came to be: the node of the graph that gradients are taken through.
public final class Tensor {
  public let value: Value
  /// The primitive that made it and what from; nil for constants and variables.
  let origin: Origin?
  /// Whether gradients can flow to or through it.
  public let isTracked: Bool
  /// Later tensors have larger numbers, so that sorting by it is a topological order.
  let serial: UInt64

  struct Origin {
    let primitive: any Primitive
    let inputs: [Tensor]
    /// What it was made for, where a profile is in force.
    let label: Profile.Label?
  }

  private static let lastSerial = Atomic<UInt64>(0)

  init(value: Value, origin: Origin?, isTracked: Bool) {
    self.value = value
    self.origin = origin
    self.isTracked = isTracked
    serial = Self.lastSerial.add(1, ordering: .relaxed).newValue
  }

  /// A constant: no gradient flows to it.
  public convenience init(_ shape: Shape, _ buffer: Buffer) {
    self.init(value: Value(shape, buffer), origin: nil, isTracked: false)
  }

  public convenience init(_ shape: Shape, _ values: [Float]) {
    self.init(shape, Buffer(values))
  }

  public convenience init(_ scalar: Float) {
    self.init(.scalar, [scalar])
  }

  public convenience init(repeating value: Float, _ shape: Shape) {
    self.init(shape, Buffer(repeating: value, count: shape.count))
  }

  public var shape: Shape { value.shape }
  public var buffer: Buffer { value.buffer }
  public var array: [Float] { buffer.array }

  /// The single element of a tensor that has only one.
  public var scalar: Float {
    precondition(shape.count == 1, "a tensor of shape \(shape) is not a scalar")
    return buffer[0]
  }

  /// The same elements as the start of a graph: something to take gradients with respect to.
  public var asVariable: Tensor { Tensor(value: value, origin: nil, isTracked: true) }

  /// The same elements as a constant.
  public var detached: Tensor { isTracked ? Tensor(value: value, origin: nil, isTracked: false) : self }

  /// Itself where gradients already flow through it, else a variable: what an attribution method differentiates against.
  public var tracked: Tensor { isTracked ? self : asVariable }
}
