/// How the tiles of a convolution's images lie in memory once transformed.
///
/// Images are cut into 4 x 4 output tiles (ragged at the right and lower border), numbered over the whole batch. Tiles are
/// taken in blocks, small enough that a block's 36 frequency matrices stay in the second-level cache; within a block the
/// layout is frequency x tile x channel, each frequency being the left operand of a matrix product.
struct TileGrid {
  let shape: ConvolutionShape
  let rows: Int
  let columns: Int
  let count: Int
  let tilesPerBlock: Int
  let blocks: Int

  static let frequencies = 36

  init(_ shape: ConvolutionShape) {
    self.shape = shape
    rows = (shape.height + 3) / 4
    columns = (shape.width + 3) / 4
    count = shape.batch * rows * columns
    // 36 x tiles x (input + output channels) floats in about half a megabyte; multiples of 12 suit the product's 6 and 4 rows.
    let budget = 131_072 / (Self.frequencies * (shape.inputChannels + shape.outputChannels))
    tilesPerBlock = min(max(12, budget / 12 * 12), 96)
    blocks = (count + tilesPerBlock - 1) / tilesPerBlock
  }

  func tiles(inBlock block: Int) -> Range<Int> {
    block * tilesPerBlock..<min(count, (block + 1) * tilesPerBlock)
  }

  /// Floats between frequencies of a block: 16 more than it holds, since at a power of two all 36 would share a cache set.
  func frequencyStride(channels: Int) -> Int { tilesPerBlock * channels + 16 }

  func blockStride(channels: Int) -> Int { Self.frequencies * frequencyStride(channels: channels) }

  /// Image, and the upper left output pixel.
  @inline(__always)
  func position(ofTile tile: Int) -> (image: Int, y: Int, x: Int) {
    let (rest, column) = tile.quotientAndRemainder(dividingBy: columns)
    let (image, row) = rest.quotientAndRemainder(dividingBy: rows)
    return (image, 4 * row, 4 * column)
  }
}
