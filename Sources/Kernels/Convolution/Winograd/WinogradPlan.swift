import Loops

/// How a convolution is cut into pieces that fit the caches.
///
/// Small weights are transformed whole, and the tiles go by in blocks. Large ones, or those that are large beside what few tiles
/// there are, go by themselves: the tiles are transformed whole, and the weights one panel of output channels after the other,
/// without ever reaching memory.
struct WinogradPlan {
  let grid: TileGrid
  let tilesPerBlock: Int
  let panelsPerBlock: Int
  private let panels: Int

  /// - Parameters:
  ///   - rows: channels on the weights' other side.
  ///   - panels: panels of the channels that are computed.
  ///   - tilesWhenSmall: tiles that suit small weights.
  private init(_ grid: TileGrid, rows: Int, panels: Int, tilesWhenSmall: Int) {
    self.grid = grid
    self.panels = panels
    let weights = FrequencyMatrices.count(grid.tile, rows: rows, panels: panels)
    let isSmall =
      weights <= Self.smallWeights
      && weights <= 2 * FrequencyMatrices.count(grid.tile, rows: grid.count, panels: rows / panelWidth)
    panelsPerBlock = isSmall ? panels : 1
    tilesPerBlock = min(grid.count, isSmall ? tilesWhenSmall : Self.tilesOfLargeWeights)
  }

  /// For products of tiles with weights: a block's tiles and products stay in the second-level cache, if that leaves enough rows
  /// for the matrix product.
  static func convolution(_ grid: TileGrid, inputs: Int, outputs: Int) -> WinogradPlan {
    let fitting = tileFloats / (grid.tile.frequencies * (inputs + outputs))
    let passesCheaply = grid.tile.frequencies * inputs * outputs <= cachedWeights
    return WinogradPlan(
      grid, rows: inputs, panels: outputs / panelWidth,
      tilesWhenSmall: max(passesCheaply ? 8 : 72, fitting / 8 * 8))
  }

  /// For products of tiles with tiles: their sums, as large as the weights, are read and written once a block, and that is a small
  /// part of the work where there are about as many tiles as channels.
  static func weightGradient(_ grid: TileGrid, inputs: Int, outputs: Int) -> WinogradPlan {
    let enough = (inputs + outputs) * 3 / 16
    return WinogradPlan(
      grid, rows: inputs, panels: outputs / panelWidth, tilesWhenSmall: max(24, enough / 8 * 8))
  }

  /// Floats of transformed weights that are kept whole: 12 MB, up to 256 channels to 256 with 4 x 4 tiles, 128 to 256 with 6 x 6.
  private static let smallWeights = 3 << 20
  /// Floats of transformed weights that stay in the second-level cache beside a block: 640 KiB, up to 64 channels to 64 with 4 x 4
  /// tiles. Larger ones come from the third, and a block has more tiles for each time that they pass.
  private static let cachedWeights = 5 << 15
  /// Room for a block's tiles and products, in floats: 256 KiB.
  private static let tileFloats = 1 << 16
  /// Beside large weights, so many tiles are transformed at once: for 512 channels 19 MB, which the third-level cache still holds.
  private static let tilesOfLargeWeights = 264

  var isWhole: Bool { panelsPerBlock == panels }
  var tileBlocks: Int { (grid.count + tilesPerBlock - 1) / tilesPerBlock }
  var panelBlocks: Int { (panels + panelsPerBlock - 1) / panelsPerBlock }

  func tiles(inBlock block: Int) -> Range<Int> {
    block * tilesPerBlock..<min(grid.count, (block + 1) * tilesPerBlock)
  }

  func panels(inBlock block: Int) -> Range<Int> {
    block * panelsPerBlock..<min(panels, (block + 1) * panelsPerBlock)
  }
}
