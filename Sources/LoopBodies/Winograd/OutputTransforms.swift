import CProcessor
import Loops

/// From Winograd's domain back to images.
extension Bodies {
  public static func transformOutput(
    _ tiles: ImageTiles, from source: FrequencyMatrices, into image: UnsafeMutablePointer<Float>, _ finish: Finish
  ) {
    switch source.tile {
    case .four: transformOutput(FourTransforms.Output.self, tiles, from: source, into: image, finish)
    case .six: transformOutput(SixTransforms.Output.self, tiles, from: source, into: image, finish)
    }
  }

  public static func transformPooledOutput(
    _ tiles: ImageTiles, from source: FrequencyMatrices, into values: UnsafeMutablePointer<Float>,
    corners: UnsafeMutablePointer<Float>, _ finish: Finish
  ) {
    switch source.tile {
    case .four: transformPooledOutput(FourTransforms.Output.self, tiles, from: source, into: values, corners, finish)
    case .six: transformPooledOutput(SixTransforms.Output.self, tiles, from: source, into: values, corners, finish)
    }
  }

  @inline(__always)
  private static func transformOutput<T: LineTransform>(
    _: T.Type, _ tiles: ImageTiles, from source: FrequencyMatrices,
    into image: UnsafeMutablePointer<Float>, _ finish: Finish
  ) {
    let grid = tiles.grid
    visitTiles(
      T.self, tiles, from: source, places: { y, x in OutputPlaces(grid, y: y, x: x) },
      body: { places, channel, load, scratch in
        transform2D(T.self, scratch: scratch, load: load) { row, column, sample in
          guard places.rows[row] >= 0, places.columns[column] >= 0 else { return }
          let target = (places.rows[row] + places.columns[column]) * tiles.channels + channel
          // The same pixel of the next tile: a cache line must be there before it can be written.
          heatsweep_prefetch_for_writing(image + target + T.To.length * tiles.channels)
          finished(sample, finish, channel).store(to: image + target)
        }
      })
  }

  @inline(__always)
  private static func transformPooledOutput<T: LineTransform>(
    _: T.Type, _ tiles: ImageTiles, from source: FrequencyMatrices,
    into values: UnsafeMutablePointer<Float>, _ corners: UnsafeMutablePointer<Float>, _ finish: Finish
  ) {
    let grid = tiles.grid
    let size = T.To.length
    withScratch { patch in
      visitTiles(
        T.self, tiles, from: source, places: { y, x in OutputPlaces(pooled: grid, y: y, x: x) },
        body: { places, channel, load, scratch in
          transform2D(T.self, scratch: scratch, load: load) { row, column, sample in
            sample.store(to: patch + (row * size + column) * Lanes.scalarCount)
          }
          for row in 0..<size / 2 where places.rows[row] >= 0 {
            for column in 0..<size / 2 where places.columns[column] >= 0 {
              let (value, corner) = maximum(patch + 2 * (row * size + column) * Lanes.scalarCount, rowLength: size)
              let target = (places.rows[row] + places.columns[column]) * tiles.channels + channel
              heatsweep_prefetch_for_writing(values + target + size / 2 * tiles.channels)
              heatsweep_prefetch_for_writing(corners + target + size / 2 * tiles.channels)
              finished(value, finish, channel).store(to: values + target)
              corner.store(to: corners + target)
            }
          }
        })
    }
  }

  /// Calls `body` for every register of channels of every tile: where its outputs go, the channel of the first lane, how to load a
  /// product, and room for a transform.
  @inline(__always)
  private static func visitTiles<T: LineTransform>(
    _: T.Type, _ tiles: ImageTiles, from source: FrequencyMatrices, places: (_ y: Int, _ x: Int) -> OutputPlaces,
    body: (
      _ places: OutputPlaces, _ channel: Int, _ load: (_ row: Int, _ column: Int) -> Lanes,
      _ scratch: UnsafeMutablePointer<Float>
    ) -> Void
  ) {
    let frequencyStride = source.frequencyStride
    withScratch { scratch in
      for (slot, tile) in tiles.tiles.enumerated() {
        let (y, x) = tiles.grid.position(ofTile: tile)
        let places = places(y, x)
        for panel in tiles.panels {
          let from = source.pointer + (panel - tiles.panels.lowerBound) * source.panelStride + slot * panelWidth
          for lane in stride(from: 0, to: panelWidth, by: Lanes.scalarCount) {
            body(
              places, panel * panelWidth + lane,
              { Lanes(at: from + lane + ($0 * T.From.length + $1) * frequencyStride) }, scratch)
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

  /// The largest of a 2 x 2 window in a patch of outputs and its number in reading order: the first where several are equal; NaN wins
  /// over numbers.
  @inline(__always)
  private static func maximum(_ window: UnsafePointer<Float>, rowLength: Int) -> (value: Lanes, corner: Lanes) {
    var best = Lanes(at: window)
    var corner = Lanes.zero
    consider(Lanes(at: window + Lanes.scalarCount), 1, &best, &corner)
    consider(Lanes(at: window + rowLength * Lanes.scalarCount), 2, &best, &corner)
    consider(Lanes(at: window + (rowLength + 1) * Lanes.scalarCount), 3, &best, &corner)
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
