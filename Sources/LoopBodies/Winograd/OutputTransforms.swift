import Loops

/// From Winograd's domain back to images.
extension Bodies {
  public static func transformOutput(
    _ tiles: ImageTiles, from source: FrequencyMatrices, into image: UnsafeMutablePointer<Float>, _ finish: Finish
  ) {
    let grid = tiles.grid
    transformTiles(
      tiles, from: source,
      rows: { y, row in grid.imageRow(y + row, ofTileAt: y).map { $0 * grid.width } ?? -1 },
      use: { rows, x, channel, patch in
        for row in 0..<4 where rows[row] >= 0 {
          let target = image + (rows[row] + x) * tiles.channels + channel
          for column in 0..<min(4, grid.width - x) {
            finished(Lanes(at: patch + (row * 4 + column) * Lanes.scalarCount), finish, channel)
              .store(to: target + column * tiles.channels)
          }
        }
      })
  }

  public static func transformPooledOutput(
    _ tiles: ImageTiles, from source: FrequencyMatrices, into values: UnsafeMutablePointer<Float>,
    corners: UnsafeMutablePointer<Float>, _ finish: Finish
  ) {
    let grid = tiles.grid
    let (height, width) = (grid.height / 2, grid.width / 2)
    transformTiles(
      tiles, from: source,
      rows: { y, row in
        // Two rows of pooled pixels a tile; the upper of the two rows that one pools is in an image only if the lower is.
        guard row < 2, let imageRow = grid.imageRow(y + 2 * row, ofTileAt: y) else { return -1 }
        let (image, upper) = imageRow.quotientAndRemainder(dividingBy: grid.height)
        return upper / 2 < height ? (image * height + upper / 2) * width : -1
      },
      use: { rows, x, channel, patch in
        for row in 0..<2 where rows[row] >= 0 {
          for column in 0..<min(2, width - x / 2) {
            let (value, corner) = maximum(patch + (row * 8 + column * 2) * Lanes.scalarCount)
            let target = (rows[row] + x / 2 + column) * tiles.channels + channel
            finished(value, finish, channel).store(to: values + target)
            corner.store(to: corners + target)
          }
        }
      })
  }

  /// Calls `use` with every tile's 4 x 4 registers of outputs, where they go, and the channel of the first lane.
  ///
  /// - Parameter rows: the first pixel of the row where one of a tile's rows of outputs goes, or a negative number for nowhere.
  @inline(__always)
  private static func transformTiles(
    _ tiles: ImageTiles, from source: FrequencyMatrices, rows: (_ y: Int, _ row: Int) -> Int,
    use: (_ rows: SIMD4<Int>, _ x: Int, _ channel: Int, _ patch: UnsafeMutablePointer<Float>) -> Void
  ) {
    let frequencyStride = source.frequencyStride
    withScratch { scratch, patch in
      for (slot, tile) in tiles.tiles.enumerated() {
        let (y, x) = tiles.grid.position(ofTile: tile)
        let rows = SIMD4(rows(y, 0), rows(y, 1), rows(y, 2), rows(y, 3))
        for panel in tiles.panels {
          let from = source.pointer + (panel - tiles.panels.lowerBound) * source.panelStride + slot * panelWidth
          for lane in stride(from: 0, to: panelWidth, by: Lanes.scalarCount) {
            let channel = panel * panelWidth + lane
            transform2D(
              scratch: scratch, WinogradTransforms.output,
              load: { Lanes(at: from + lane + ($0 * 6 + $1) * frequencyStride) }
            ) { row, line in
              for column in 0..<4 {
                line[column].store(to: patch + (row * 4 + column) * Lanes.scalarCount)
              }
            }
            use(rows, x, channel, patch)
          }
        }
      }
    }
  }

  @inline(__always)
  private static func finished(_ value: Lanes, _ finish: Finish, _ channel: Int) -> Lanes {
    switch finish {
    case .nothing: return value
    case .biasRelu(let biases):
      let sum = value + Lanes(at: biases + channel)
      return sum.replacing(with: 0, where: sum .< 0)
    }
  }

  /// The largest of a 2 x 2 window in a 4 x 4 patch and its number in reading order: the first where several are equal; NaN wins
  /// over numbers.
  @inline(__always)
  private static func maximum(_ window: UnsafePointer<Float>) -> (value: Lanes, corner: Lanes) {
    var best = Lanes(at: window)
    var corner = Lanes.zero
    consider(Lanes(at: window + Lanes.scalarCount), 1, &best, &corner)
    consider(Lanes(at: window + 4 * Lanes.scalarCount), 2, &best, &corner)
    consider(Lanes(at: window + 5 * Lanes.scalarCount), 3, &best, &corner)
    return (best, corner)
  }

  @inline(__always)
  private static func consider(_ value: Lanes, _ number: Float, _ best: inout Lanes, _ corner: inout Lanes) {
    // Only NaN differs from itself.
    let isBetter = (value .> best) .| (value .!= value)
    best.replace(with: value, where: isBetter)
    corner.replace(with: Lanes(repeating: number), where: isBetter)
  }
}
