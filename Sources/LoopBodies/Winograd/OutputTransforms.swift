import Loops

/// From Winograd's domain back to images.
extension Bodies {
  public static func transformOutput(
    _ tiles: ImageTiles, from source: FrequencyMatrices, into image: UnsafeMutablePointer<Float>, _ finish: Finish
  ) {
    let grid = tiles.grid
    transformTiles(
      tiles, from: source, places: { y, x in OutputPlaces(grid, y: y, x: x) },
      use: { places, channel, patch in
        for row in 0..<4 where places.rows[row] >= 0 {
          for column in 0..<4 where places.columns[column] >= 0 {
            let target = (places.rows[row] + places.columns[column]) * tiles.channels + channel
            finished(Lanes(at: patch + (row * 4 + column) * Lanes.scalarCount), finish, channel).store(
              to: image + target)
          }
        }
      })
  }

  public static func transformPooledOutput(
    _ tiles: ImageTiles, from source: FrequencyMatrices, into values: UnsafeMutablePointer<Float>,
    corners: UnsafeMutablePointer<Float>, _ finish: Finish
  ) {
    let grid = tiles.grid
    transformTiles(
      tiles, from: source, places: { y, x in OutputPlaces(pooled: grid, y: y, x: x) },
      use: { places, channel, patch in
        for row in 0..<2 where places.rows[row] >= 0 {
          for column in 0..<2 where places.columns[column] >= 0 {
            let (value, corner) = maximum(patch + (row * 8 + column * 2) * Lanes.scalarCount)
            let target = (places.rows[row] + places.columns[column]) * tiles.channels + channel
            finished(value, finish, channel).store(to: values + target)
            corner.store(to: corners + target)
          }
        }
      })
  }

  /// Calls `use` with every tile's 4 x 4 registers of outputs, where they go, and the channel of the first lane.
  @inline(__always)
  private static func transformTiles(
    _ tiles: ImageTiles, from source: FrequencyMatrices, places: (_ y: Int, _ x: Int) -> OutputPlaces,
    use: (_ places: OutputPlaces, _ channel: Int, _ patch: UnsafeMutablePointer<Float>) -> Void
  ) {
    let frequencyStride = source.frequencyStride
    withScratch { scratch in
      withScratch { patch in
        for (slot, tile) in tiles.tiles.enumerated() {
          let (y, x) = tiles.grid.position(ofTile: tile)
          let places = places(y, x)
          for panel in tiles.panels {
            let from = source.pointer + (panel - tiles.panels.lowerBound) * source.panelStride + slot * panelWidth
            for lane in stride(from: 0, to: panelWidth, by: Lanes.scalarCount) {
              transform2D(
                scratch: scratch, WinogradTransforms.output,
                load: { Lanes(at: from + lane + ($0 * 6 + $1) * frequencyStride) }
              ) { row, line in
                for column in 0..<4 { line[column].store(to: patch + (row * 4 + column) * Lanes.scalarCount) }
              }
              use(places, panel * panelWidth + lane, patch)
            }
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
