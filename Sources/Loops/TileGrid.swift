/// The tiles that a batch of images is cut into, in reading order.
///
/// The images stand on a canvas, side by side and one below the other. Either every image begins a row or column of tiles, or,
/// where that takes fewer tiles, an empty row or column keeps each from the next: a tile may then hold the end of one image and the
/// beginning of another. Emptiness one pixel wide is all that a 3 x 3 convolution needs to keep them apart; where 2 x 2 windows of the
/// output are pooled, it is two wide after an even size, so that no window begins in the middle of a tile's.
public struct TileGrid: Sendable {
  public let tile: TileSize
  public let height: Int
  public let width: Int
  /// Images side by side.
  public let across: Int
  /// Images one below the other.
  public let down: Int
  /// Rows of the canvas from the top of one image to the top of the next.
  public let rowPitch: Int
  /// Columns of the canvas from the left of one image to the left of the next.
  public let columnPitch: Int
  /// Whether tiles may hold rows of two images. Columns of two they may hold where images stand side by side.
  public let isShared: Bool
  /// Tiles in a row of tiles.
  public let columns: Int
  /// Tiles of the whole batch.
  public let count: Int

  /// - Parameter isPooled: whether 2 x 2 windows of the output are pooled.
  public init(_ tile: TileSize, batch: Int, height: Int, width: Int, isPooled: Bool) {
    let candidates = [1, 2, 4].filter(batch.isMultiple(of:)).map { across in
      TileGrid(tile, across: across, down: batch / across, height: height, width: width, isPooled: isPooled)
    }
    // The first of the smallest: images stand side by side only where that saves something.
    var best = candidates[0]
    for grid in candidates where grid.count < best.count { best = grid }
    self = best
  }

  private init(_ tile: TileSize, across: Int, down: Int, height: Int, width: Int, isPooled: Bool) {
    /// From one image to the next if emptiness keeps them apart.
    func pitch(_ size: Int) -> Int { isPooled && size.isMultiple(of: 2) ? size + 2 : size + 1 }
    func tiles(_ size: Int) -> Int { (size + tile.outputs - 1) / tile.outputs }
    self.tile = tile
    self.height = height
    self.width = width
    self.across = across
    self.down = down
    columnPitch = pitch(width)
    columns = tiles((across - 1) * columnPitch + width)
    let apart = down * tiles(height)
    let together = tiles((down - 1) * pitch(height) + height)
    isShared = together < apart
    rowPitch = isShared ? pitch(height) : tiles(height) * tile.outputs
    count = columns * (isShared ? together : apart)
  }

  /// The upper left pixel on the canvas.
  @inlinable @inline(__always)
  public func position(ofTile tile: Int) -> (y: Int, x: Int) {
    let (row, column) = tile.quotientAndRemainder(dividingBy: columns)
    return (self.tile.outputs * row, self.tile.outputs * column)
  }

  /// The row of images, and the row in them, that a row of the canvas shows to a tile that begins at row `y`; nil where it is empty.
  @inlinable @inline(__always)
  public func row(_ canvasRow: Int, ofTileAt y: Int) -> (images: Int, row: Int)? {
    let images = (isShared ? max(0, canvasRow) : y) / rowPitch
    let row = canvasRow - images * rowPitch
    return row >= 0 && row < height && images < down ? (images, row) : nil
  }

  /// The image in its row of images, and the column in it, that a column of the canvas shows; nil where it is empty.
  @inlinable @inline(__always)
  public func column(_ canvasColumn: Int) -> (image: Int, column: Int)? {
    guard canvasColumn >= 0 else { return nil }
    let (image, column) = canvasColumn.quotientAndRemainder(dividingBy: columnPitch)
    return column < width && image < across ? (image, column) : nil
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
