import CProcessor
import Loops

/// From images to Winograd's domain.
extension Bodies {
  public static func transformInput(
    _ tiles: ImageTiles, of image: UnsafePointer<Float>, into target: FrequencyMatrices
  ) {
    switch target.tile {
    case .four: transformWindows(FourTransforms.Input.self, tiles, of: image, margin: 1, into: target)
    case .six: transformWindows(SixTransforms.Input.self, tiles, of: image, margin: 1, into: target)
    }
  }

  public static func transformCotangent(
    _ tiles: ImageTiles, of image: UnsafePointer<Float>, into target: FrequencyMatrices
  ) {
    switch target.tile {
    case .four: transformWindows(FourTransforms.OutputAdjoint.self, tiles, of: image, margin: 0, into: target)
    case .six: transformWindows(SixTransforms.OutputAdjoint.self, tiles, of: image, margin: 0, into: target)
    }
  }

  /// - Parameter margin: pixels of a window beyond its tile on every side.
  @inline(__always)
  private static func transformWindows<T: LineTransform>(
    _: T.Type, _ tiles: ImageTiles, of source: UnsafePointer<Float>, margin: Int, into target: FrequencyMatrices
  ) {
    let size = T.From.length
    let tileSize = size - 2 * margin
    let frequencyStride = target.frequencyStride
    let grid = tiles.grid
    let rowStride = grid.width * tiles.channels
    withWindow { scratch, pixels in
      for (slot, tile) in tiles.tiles.enumerated() {
        let (y, x) = grid.position(ofTile: tile)
        let (images, row) = y.quotientAndRemainder(dividingBy: grid.rowPitch)
        let (image, column) = x.quotientAndRemainder(dividingBy: grid.columnPitch)
        let (top, left) = (row - margin, column - margin)
        let isInside = top >= 0 && left >= 0 && top + size <= grid.height && left + size <= grid.width
        let pixel = ((images * grid.across + image) * grid.height + top) * grid.width + left
        let window = source + pixel * tiles.channels
        if !isInside { findPixels(tiles, y: y, x: x, margin: margin, size: size, pixels) }
        for panel in tiles.panels {
          let channel = panel * panelWidth
          let to = target.pointer + (panel - tiles.panels.lowerBound) * target.panelStride + slot * panelWidth
          // A contiguous piece of the next window in every row. The rows are too far apart for the processor to foresee; asked for
          // pixel by pixel between this window's, they come from memory while it is transformed.
          let ahead = window + size * tiles.channels + panel * tileSize * panelWidth
          for lane in stride(from: 0, to: panelWidth, by: Lanes.scalarCount) {
            func store(_ row: Int, _ column: Int, _ sample: Lanes) {
              sample.store(to: to + lane + (row * T.To.length + column) * frequencyStride)
            }
            if isInside {
              let first = window + channel + lane
              transform2D(
                T.self, scratch: scratch,
                load: { row, column in
                  if column < tileSize { heatsweep_prefetch(ahead + row * rowStride + column * panelWidth) }
                  return Lanes(at: first + row * rowStride + column * tiles.channels)
                }, store: store)
            } else {
              let first = source + channel + lane
              transform2D(
                T.self, scratch: scratch,
                load: {
                  let pixel = pixels[$0 * size + $1]
                  return pixel < 0 ? .zero : Lanes(at: first + pixel)
                }, store: store)
            }
          }
        }
      }
    }
  }

  /// Room for the registers between two passes, and for the places of 64 pixels.
  @inline(__always)
  private static func withWindow(
    _ body: (_ scratch: UnsafeMutablePointer<Float>, _ pixels: UnsafeMutablePointer<Int>) -> Void
  ) {
    withScratch { scratch in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: 64) { pixels in
        // The allocation is never empty, so it has a base address.
        body(scratch, pixels.baseAddress!)
      }
    }
  }

  /// Writes down where each pixel of a window is among the images' floats, in reading order; -1 where it is outside.
  private static func findPixels(
    _ tiles: ImageTiles, y: Int, x: Int, margin: Int, size: Int, _ pixels: UnsafeMutablePointer<Int>
  ) {
    let grid = tiles.grid
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
