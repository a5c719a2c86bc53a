import Kernels

/// A shape and its elements: all that a primitive's forward computation sees.
public struct Value: Sendable {
  public let shape: Shape
  public let buffer: Buffer

  public init(_ shape: Shape, _ buffer: Buffer) {
    precondition(buffer.count == shape.count, "a buffer of \(buffer.count) elements cannot have the shape \(shape)")
    self.shape = shape
    self.buffer = buffer
  }
}
