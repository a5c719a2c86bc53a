/// The 4 x 4 tiles that a batch of images is cut into, in reading order.
///
/// The images stand on a canvas, one below the other. Either every image begins a row of tiles, or, where that takes fewer tiles,
/// one empty row keeps each from the next: a tile may then hold the end of one image and the beginning of another. The empty row
/// is all that a 3 x 3 convolution needs to keep them apart.
public struct TileGrid: Sendable {
  public let batch: Int
  public let height: Int
  public let width: Int
  /// Rows of the canvas from the top of one image to the top of the next.
  public let pitch: Int
  /// Whether tiles may hold rows of two images.
  public let isShared: Bool
  /// Tiles in a row of tiles.
  public let columns: Int
  /// Tiles of the whole batch.
  public let count: Int

  /// - Parameter isPooled: whether 2 x 2 windows of the output are pooled, and must not begin in the middle of a tile's.
  public init(batch: Int, height: Int, width: Int, isPooled: Bool) {
    self.batch = batch
    self.height = height
    self.width = width
    columns = (width + 3) / 4
    let apart = batch * ((height + 3) / 4)
    let together = (batch * (height + 1) - 1 + 3) / 4
    isShared = together < apart && !(isPooled && height.isMultiple(of: 2))
    pitch = isShared ? height + 1 : (height + 3) / 4 * 4
    count = columns * (isShared ? together : apart)
  }

  /// The upper left pixel on the canvas.
  @inlinable @inline(__always)
  public func position(ofTile tile: Int) -> (y: Int, x: Int) {
    let (row, column) = tile.quotientAndRemainder(dividingBy: columns)
    return (4 * row, 4 * column)
  }

  /// Which row, counted over the whole batch, a row of the canvas shows to a tile that begins at row `y`; nil where it is empty.
  @inlinable @inline(__always)
  public func imageRow(_ canvasRow: Int, ofTileAt y: Int) -> Int? {
    let image = (isShared ? max(0, canvasRow) : y) / pitch
    let row = canvasRow - image * pitch
    return row >= 0 && row < height && image < batch ? image * height + row : nil
  }
}

/// Some tiles, and some panels of channels, of a batch of images (batch x height x width x channels).
public struct ImageTiles {
  public var grid: TileGrid
  public var channels: Int
  public var tiles: Range<Int>
  public var panels: Range<Int>

  public init(_ grid: TileGrid, channels: Int, tiles: Range<Int>, panels: Range<Int>) {
    self.grid = grid
    self.channels = channels
    self.tiles = tiles
    self.panels = panels
  }
}

/// Some panels of 3 x 3 weights: 9 matrices rows x channels.
public struct WeightPanels {
  /// Unsafe so that loops can vectorise without bounds checks; somebody else owns the memory.
  public var pointer: UnsafeMutablePointer<Float>
  public var rows: Int
  public var channels: Int
  public var panels: Range<Int>

  public init(_ pointer: UnsafeMutablePointer<Float>, rows: Int, channels: Int, panels: Range<Int>) {
    self.pointer = pointer
    self.rows = rows
    self.channels = channels
    self.panels = panels
  }
}

/// What is done to a convolution's output while it is still in registers.
public enum Finish {
  case nothing
  /// max(x + bias, 0); NaN stays NaN. One bias a channel.
  case biasRelu(UnsafePointer<Float>)
}
