/// Floats in a panel: channels that lie side by side in memory, one or two vector registers of them.
public let panelWidth = 16

/// Tiles, weights or products in Winograd's domain: a matrix of rows (tiles, or input channels) x channels for every frequency.
///
/// Stored as frequency x panel x row x 16 channels. A matrix product then walks over contiguous memory, whichever of its
/// operands this is, and needs no copies.
public struct FrequencyMatrices {
  /// Unsafe so that loops can vectorise without bounds checks; somebody else owns the memory.
  public let pointer: UnsafeMutablePointer<Float>
  public let tile: TileSize
  /// Rows that there is room for.
  public let rows: Int
  public let panels: Int

  public init(_ pointer: UnsafeMutablePointer<Float>, _ tile: TileSize, rows: Int, panels: Int) {
    self.pointer = pointer
    self.tile = tile
    self.rows = rows
    self.panels = panels
  }

  /// Floats from one panel to the next.
  @inlinable public var panelStride: Int { rows * panelWidth }

  /// Floats from one frequency to the next: a cache line more than there are, since at a power of two all of them would share a set.
  @inlinable public var frequencyStride: Int { panels * panelStride + panelWidth }

  /// Floats that `rows` x `panels` need.
  public static func count(_ tile: TileSize, rows: Int, panels: Int) -> Int {
    tile.frequencies * (panels * rows * panelWidth + panelWidth)
  }

  /// The same memory from a later panel on.
  public func droppingPanels(_ count: Int) -> FrequencyMatrices {
    FrequencyMatrices(pointer + count * panelStride, tile, rows: rows, panels: panels)
  }

  /// One panel of one frequency's matrix.
  @inlinable public func panel(_ panel: Int, frequency: Int) -> UnsafeMutablePointer<Float> {
    pointer + frequency * frequencyStride + panel * panelStride
  }
}
