/// Two-dimensional transforms between images and blocks of tiles, over all channels, with zero padding at the borders.
extension TileGrid {
  /// Transforms the 6 x 6 input tiles of a block: B' d B.
  func transformInput(_ image: UnsafePointer<Float>, block: Int, into target: UnsafeMutablePointer<Float>) {
    let channels = shape.inputChannels
    let frequencyStride = frequencyStride(channels: channels)
    withScratch(channels) { scratch, patch in
      for (slot, tile) in tiles(inBlock: block).enumerated() {
        let source = inputWindow(image, tile: tile, patch: patch)
        transform2D(
          source.pointer, source.rowStride, channels, inputs: 6, target + slot * channels, 6 * frequencyStride,
          frequencyStride, outputs: 6, channels, scratch, WinogradTransforms.input)
      }
    }
  }

  /// The adjoint of `transformInput`: adds B v B' of every tile of a block to the image.
  func addInputAdjoint(_ source: UnsafePointer<Float>, block: Int, to image: UnsafeMutablePointer<Float>) {
    let channels = shape.inputChannels
    let frequencyStride = frequencyStride(channels: channels)
    withScratch(channels) { scratch, patch in
      for (slot, tile) in tiles(inBlock: block).enumerated() {
        transform2D(
          source + slot * channels, 6 * frequencyStride, frequencyStride, inputs: 6, patch, 6 * channels, channels,
          outputs: 6, channels, scratch, WinogradTransforms.inputAdjoint)
        let (index, y, x) = position(ofTile: tile)
        for row in max(0, y - 1)..<min(shape.height, y + 5) {
          let columns = max(0, x - 1)..<min(shape.width, x + 5)
          let target = image + ((index * shape.height + row) * shape.width + columns.lowerBound) * channels
          let patchRow = patch + ((row - y + 1) * 6 + columns.lowerBound - x + 1) * channels
          for offset in stride(from: 0, to: columns.count * channels, by: 8) {
            (Lanes(at: target + offset) + Lanes(at: patchRow + offset)).store(to: target + offset)
          }
        }
      }
    }
  }

  /// Transforms a block's products back to 4 x 4 output tiles: A' m A.
  func transformOutput(_ source: UnsafePointer<Float>, block: Int, into image: UnsafeMutablePointer<Float>) {
    let channels = shape.outputChannels
    let frequencyStride = frequencyStride(channels: channels)
    withScratch(channels) { scratch, patch in
      for (slot, tile) in tiles(inBlock: block).enumerated() {
        let (index, y, x) = position(ofTile: tile)
        let target = image + ((index * shape.height + y) * shape.width + x) * channels
        let isWhole = y + 4 <= shape.height && x + 4 <= shape.width
        transform2D(
          source + slot * channels, 6 * frequencyStride, frequencyStride, inputs: 6, isWhole ? target : patch,
          (isWhole ? shape.width : 4) * channels, channels, outputs: 4, channels, scratch, WinogradTransforms.output)
        guard !isWhole else { continue }
        for row in 0..<min(4, shape.height - y) {
          (target + row * shape.width * channels)
            .update(from: patch + row * 4 * channels, count: min(4, shape.width - x) * channels)
        }
      }
    }
  }

  /// The adjoint of `transformOutput`: A y A' of a block's 4 x 4 tiles, zero beyond the border.
  func transformOutputAdjoint(_ image: UnsafePointer<Float>, block: Int, into target: UnsafeMutablePointer<Float>) {
    let channels = shape.outputChannels
    let frequencyStride = frequencyStride(channels: channels)
    withScratch(channels) { scratch, patch in
      for (slot, tile) in tiles(inBlock: block).enumerated() {
        let (index, y, x) = position(ofTile: tile)
        let source = window(image, channels, index, y..<y + 4, x..<x + 4, patch: patch)
        transform2D(
          source.pointer, source.rowStride, channels, inputs: 4, target + slot * channels, 6 * frequencyStride,
          frequencyStride, outputs: 6, channels, scratch, WinogradTransforms.outputAdjoint)
      }
    }
  }

  private func inputWindow(
    _ image: UnsafePointer<Float>, tile: Int, patch: UnsafeMutablePointer<Float>
  ) -> (pointer: UnsafePointer<Float>, rowStride: Int) {
    let (index, y, x) = position(ofTile: tile)
    return window(image, shape.inputChannels, index, y - 1..<y + 5, x - 1..<x + 5, patch: patch)
  }

  /// A window of an image where it lies, or, where it crosses the border, a zero-padded copy in `patch`.
  private func window(
    _ images: UnsafePointer<Float>, _ channels: Int, _ index: Int, _ rows: Range<Int>, _ columns: Range<Int>,
    patch: UnsafeMutablePointer<Float>
  ) -> (pointer: UnsafePointer<Float>, rowStride: Int) {
    let image = images + index * shape.height * shape.width * channels
    if rows.lowerBound >= 0, columns.lowerBound >= 0, rows.upperBound <= shape.height, columns.upperBound <= shape.width
    {
      return (image + (rows.lowerBound * shape.width + columns.lowerBound) * channels, shape.width * channels)
    }
    let rowStride = columns.count * channels
    patch.update(repeating: 0, count: rows.count * rowStride)
    let inside = columns.clamped(to: 0..<shape.width)
    for row in rows.clamped(to: 0..<shape.height) {
      (patch + (row - rows.lowerBound) * rowStride + (inside.lowerBound - columns.lowerBound) * channels)
        .update(from: image + (row * shape.width + inside.lowerBound) * channels, count: inside.count * channels)
    }
    return (UnsafePointer(patch), rowStride)
  }

  /// Room for 36 vectors between the two one-dimensional passes, and for one tile of all channels.
  private func withScratch(
    _ channels: Int, _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) {
    withUnsafeTemporaryAllocation(byteCount: (36 * 8 + 36 * channels) * 4, alignment: 64) { memory in
      // The allocation is never empty, so it has a base address.
      let scratch = memory.bindMemory(to: Float.self).baseAddress!
      body(scratch, scratch + 36 * 8)
    }
  }
}

/// Applies a one-dimensional transform to the columns and then to the rows of a tile, eight channels at a time.
///
/// Source element (row, column) lies at `row * sourceRow + column * sourceColumn`; target likewise.
@inline(__always)
func transform2D(
  _ source: UnsafePointer<Float>, _ sourceRow: Int, _ sourceColumn: Int, inputs: Int,
  _ target: UnsafeMutablePointer<Float>, _ targetRow: Int, _ targetColumn: Int, outputs: Int, _ channels: Int,
  _ scratch: UnsafeMutablePointer<Float>,
  _ transform: ((Int) -> Lanes, (Int, Lanes) -> Void) -> Void
) {
  for channel in stride(from: 0, to: channels, by: 8) {
    for column in 0..<inputs {
      let from = source + column * sourceColumn + channel
      transform(
        { Lanes(at: from + $0 * sourceRow) }, { $1.store(to: scratch + ($0 * inputs + column) * 8) })
    }
    for row in 0..<outputs {
      let to = target + row * targetRow + channel
      transform(
        { Lanes(at: scratch + (row * inputs + $0) * 8) }, { $1.store(to: to + $0 * targetColumn) })
    }
  }
}
