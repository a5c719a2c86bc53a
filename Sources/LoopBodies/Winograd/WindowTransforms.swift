import CProcessor
import Loops

/// From images to Winograd's domain.
extension Bodies {
  public static func transformInput(
    _ tiles: ImageTiles, of image: UnsafePointer<Float>, into target: FrequencyMatrices
  ) {
    let frequencyStride = target.frequencyStride
    visitWindows(tiles, of: image, size: 6, into: target) { load, scratch, to in
      transform2D(scratch: scratch, WinogradTransforms.input, load: load) { row, line in
        for column in 0..<6 { line[column].store(to: to + (row * 6 + column) * frequencyStride) }
      }
    }
  }

  public static func transformCotangent(
    _ tiles: ImageTiles, of image: UnsafePointer<Float>, into target: FrequencyMatrices
  ) {
    let frequencyStride = target.frequencyStride
    visitWindows(tiles, of: image, size: 4, into: target) { load, scratch, to in
      transform2D(scratch: scratch, WinogradTransforms.outputAdjoint, load: load) { row, line in
        for column in 0..<6 { line[column].store(to: to + (row * 6 + column) * frequencyStride) }
      }
    }
  }

  /// Calls `transform` for every register of channels of every window: how to load its pixels, room for 36 registers, and where the
  /// first frequency goes.
  ///
  /// - Parameter size: 4, the tile itself, or 6, the tile with a margin of one pixel.
  @inline(__always)
  private static func visitWindows(
    _ tiles: ImageTiles, of source: UnsafePointer<Float>, size: Int, into target: FrequencyMatrices,
    _ transform: (
      _ load: (_ row: Int, _ column: Int) -> Lanes, _ scratch: UnsafeMutablePointer<Float>,
      _ to: UnsafeMutablePointer<Float>
    ) -> Void
  ) {
    let margin = (size - 4) / 2
    let grid = tiles.grid
    let rowStride = grid.width * tiles.channels
    // Beyond the second-level cache the places of the next tile are worth asking for as well.
    let isLarge = FrequencyMatrices.frequencies * target.frequencyStride > 200_000
    withWindow { scratch, pixels in
      for (slot, tile) in tiles.tiles.enumerated() {
        let (y, x) = grid.position(ofTile: tile)
        let (images, row) = y.quotientAndRemainder(dividingBy: grid.pitch)
        let (image, column) = x.quotientAndRemainder(dividingBy: grid.width + 1)
        let (top, left) = (row - margin, column - margin)
        let isInside = top >= 0 && left >= 0 && top + size <= grid.height && left + size <= grid.width
        let pixel = ((images * grid.across + image) * grid.height + top) * grid.width + left
        let window = source + pixel * tiles.channels
        if !isInside { findPixels(tiles, y: y, x: x, size: size, pixels) }
        for panel in tiles.panels {
          let channel = panel * panelWidth
          let to = target.pointer + (panel - tiles.panels.lowerBound) * target.panelStride + slot * panelWidth
          // The next window: its rows come from memory, and are too far apart for the processor to foresee.
          let ahead = window + 4 * tiles.channels + channel
          for row in 0..<size {
            for column in size - 4..<size {
              heatsweep_prefetch(ahead + row * rowStride + column * tiles.channels)
            }
          }
          if isLarge {
            for frequency in 0..<FrequencyMatrices.frequencies {
              heatsweep_prefetch_for_writing(to + frequency * target.frequencyStride + panelWidth)
            }
          }
          for lane in stride(from: 0, to: panelWidth, by: Lanes.scalarCount) {
            if isInside {
              let first = window + channel + lane
              transform({ Lanes(at: first + $0 * rowStride + $1 * tiles.channels) }, scratch, to + lane)
            } else {
              let first = source + channel + lane
              transform(
                {
                  let pixel = pixels[$0 * size + $1]
                  return pixel < 0 ? .zero : Lanes(at: first + pixel)
                }, scratch, to + lane)
            }
          }
        }
      }
    }
  }

  /// Room for the registers between two passes, and for the places of 36 pixels.
  @inline(__always)
  private static func withWindow(
    _ body: (_ scratch: UnsafeMutablePointer<Float>, _ pixels: UnsafeMutablePointer<Int>) -> Void
  ) {
    withScratch { scratch in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: 36) { pixels in
        // The allocation is never empty, so it has a base address.
        body(scratch, pixels.baseAddress!)
      }
    }
  }

  /// Writes down where each pixel of a window is among the images' floats, in reading order; -1 where it is outside.
  private static func findPixels(
    _ tiles: ImageTiles, y: Int, x: Int, size: Int, _ pixels: UnsafeMutablePointer<Int>
  ) {
    let grid = tiles.grid
    let margin = (size - 4) / 2
    for row in 0..<size {
      let place = grid.row(y + row - margin, ofTileAt: y)
      for column in 0..<size {
        let pixel = pixels + row * size + column
        pixel.pointee = -1
        guard let (images, row) = place, let (image, column) = grid.column(x + column - margin) else { continue }
        pixel.pointee =
          (((images * grid.across + image) * grid.height + row) * grid.width + column) * tiles.channels
      }
    }
  }
}
