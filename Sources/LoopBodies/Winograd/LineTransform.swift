/// Some samples along one axis of a tile, each one register of channels.
typealias Line<let count: Int> = InlineArray<count, Lanes>

/// Lines of any length.
protocol Samples {
  static var length: Int { get }
  /// Takes sample after sample from `load`.
  init(loading load: (_ index: Int) -> Lanes)
  func visit(_ body: (_ index: Int, Lanes) -> Void)
}

extension InlineArray: Samples where Element == Lanes {
  @inline(__always)
  static var length: Int { count }

  @inline(__always)
  init(loading load: (_ index: Int) -> Lanes) {
    self.init(repeating: .zero)
    for index in 0..<count { self[index] = load(index) }
  }

  @inline(__always)
  func visit(_ body: (_ index: Int, Lanes) -> Void) {
    for index in 0..<count { body(index, self[index]) }
  }
}

/// A one-dimensional transform of Winograd's F(m, 3): one of the matrices B', A' and G of Lavin and Gray (2016), "Fast Algorithms for
/// Convolutional Neural Networks", or its adjoint. With them, y = A'[(G g) * (B'd)].
///
/// A type and not a closure, so that the loops around it are compiled for each.
protocol LineTransform {
  associatedtype From: Samples
  associatedtype To: Samples
  static func apply(_ samples: From) -> To
}
