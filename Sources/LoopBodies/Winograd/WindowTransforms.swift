import CProcessor
import Loops

/// From images to Winograd's domain.
extension Bodies {
  public static func transformInput(
    _ tiles: ImageTiles, of image: UnsafePointer<Float>, into target: FrequencyMatrices
  ) {
    let frequencyStride = target.frequencyStride
    visitWindows(tiles, of: image, size: 6, into: target) { window, rowStride, columnStride, scratch, to in
      transform2D(window, rowStride, columnStride, scratch: scratch, WinogradTransforms.input) { row, line in
        for column in 0..<6 { line[column].store(to: to + (row * 6 + column) * frequencyStride) }
      }
    }
  }

  public static func transformCotangent(
    _ tiles: ImageTiles, of image: UnsafePointer<Float>, into target: FrequencyMatrices
  ) {
    let frequencyStride = target.frequencyStride
    visitWindows(tiles, of: image, size: 4, into: target) { window, rowStride, columnStride, scratch, to in
      transform2D(window, rowStride, columnStride, scratch: scratch, WinogradTransforms.outputAdjoint) { row, line in
        for column in 0..<6 { line[column].store(to: to + (row * 6 + column) * frequencyStride) }
      }
    }
  }

  /// Calls `transform` for every register of channels with a window's first pixel, the floats from row to row and from column to
  /// column, and where the first frequency goes.
  ///
  /// - Parameter size: 4, the tile itself, or 6, the tile with a margin of one pixel.
  @inline(__always)
  private static func visitWindows(
    _ tiles: ImageTiles, of images: UnsafePointer<Float>, size: Int, into target: FrequencyMatrices,
    _ transform: (
      _ window: UnsafePointer<Float>, _ rowStride: Int, _ columnStride: Int, _ scratch: UnsafeMutablePointer<Float>,
      _ to: UnsafeMutablePointer<Float>
    ) -> Void
  ) {
    let margin = (size - 4) / 2
    let grid = tiles.grid
    let rowStride = grid.width * tiles.channels
    // Beyond the second-level cache the places of the next tile are worth asking for as well.
    let isLarge = FrequencyMatrices.frequencies * target.frequencyStride > 200_000
    withScratch { scratch, patch in
      for (slot, tile) in tiles.tiles.enumerated() {
        let (y, x) = grid.position(ofTile: tile)
        let (image, row) = y.quotientAndRemainder(dividingBy: grid.pitch)
        let (top, left) = (row - margin, x - margin)
        let isInside = top >= 0 && left >= 0 && top + size <= grid.height && left + size <= grid.width
        let window = images + ((image * grid.height + top) * grid.width + left) * tiles.channels
        for panel in tiles.panels {
          let channel = panel * panelWidth
          let to = target.pointer + (panel - tiles.panels.lowerBound) * target.panelStride + slot * panelWidth
          if !isInside {
            copyWindow(tiles, of: images + channel, y: y, rows: y - margin..<y + size - margin, left: left, to: patch)
          }
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
            transform(
              (isInside ? window + channel : UnsafePointer(patch)) + lane, isInside ? rowStride : size * panelWidth,
              isInside ? tiles.channels : panelWidth, scratch, to + lane)
          }
        }
      }
    }
  }

  /// A zero-padded copy of one panel of a square window that lies partly outside an image.
  private static func copyWindow(
    _ tiles: ImageTiles, of images: UnsafePointer<Float>, y: Int, rows: Range<Int>, left: Int,
    to patch: UnsafeMutablePointer<Float>
  ) {
    let grid = tiles.grid
    var to = patch
    for row in rows {
      let imageRow = grid.imageRow(row, ofTileAt: y)
      for x in left..<left + rows.count {
        let isInside = imageRow != nil && x >= 0 && x < grid.width
        let from = images + ((imageRow ?? 0) * grid.width + max(0, x)) * tiles.channels
        for lane in stride(from: 0, to: panelWidth, by: Lanes.scalarCount) {
          (isInside ? Lanes(at: from + lane) : .zero).store(to: to + lane)
        }
        to += panelWidth
      }
    }
  }
}
