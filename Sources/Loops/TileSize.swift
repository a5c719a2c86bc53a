/// How many outputs Winograd's algorithm computes at once: F(4 x 4, 3 x 3) takes 36 multiplications for 16 outputs, and
/// F(6 x 6, 3 x 3) 64 for 36, a fifth fewer an output (Lavin and Gray, 2016, "Fast Algorithms for Convolutional Neural Networks").
public enum TileSize: Int, Sendable, CaseIterable {
  case four = 4
  case six = 6

  /// Rows and columns of a tile of outputs.
  @inlinable public var outputs: Int { rawValue }

  /// Rows and columns of the inputs that a tile depends on, and of its transform: one pixel more on every side.
  @inlinable public var window: Int { rawValue + 2 }

  /// Elements of a tile's transform.
  @inlinable public var frequencies: Int { window * window }
}
