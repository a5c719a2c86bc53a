/// The sizes of a tensor's axes, outermost first; images are batch x height x width x channels, channels contiguous.
public struct Shape: Hashable, Sendable, CustomStringConvertible, ExpressibleByArrayLiteral {
  public let sizes: [Int]

  public init(_ sizes: [Int]) {
    precondition(sizes.allSatisfy { $0 >= 0 }, "a shape's sizes must not be negative: \(sizes)")
    self.sizes = sizes
  }

  public init(arrayLiteral elements: Int...) {
    self.init(elements)
  }

  public static let scalar = Shape([])

  public var count: Int { sizes.reduce(1, *) }
  public var rank: Int { sizes.count }
  public subscript(axis: Int) -> Int { sizes[axis] }
  public var description: String { "[" + sizes.map(String.init).joined(separator: ", ") + "]" }

  /// Elements between neighbours along each axis.
  public var strides: [Int] {
    var result = [Int](repeating: 1, count: rank)
    for axis in stride(from: rank - 2, through: 0, by: -1) { result[axis] = result[axis + 1] * sizes[axis + 1] }
    return result
  }

  /// The shape with the given axes of size 1.
  public func keepingOnes(at axes: [Int]) -> Shape {
    Shape(sizes.enumerated().map { axes.contains($0.offset) ? 1 : $0.element })
  }

  /// NumPy's rule: axes are aligned at the end, and an axis of size 1 or missing stretches. Nil where the shapes do not fit.
  public static func broadcast(_ a: Shape, _ b: Shape) -> Shape? {
    let rank = max(a.rank, b.rank)
    var sizes: [Int] = []
    for axis in 0..<rank {
      let left = axis < rank - a.rank ? 1 : a[axis - (rank - a.rank)]
      let right = axis < rank - b.rank ? 1 : b[axis - (rank - b.rank)]
      guard left == right || left == 1 || right == 1 else { return nil }
      sizes.append(left == 1 ? right : left)
    }
    return Shape(sizes)
  }
}
