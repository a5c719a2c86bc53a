import Loops

/// Where a tile's outputs, at most eight rows and columns of them, go: a row's number and a column's add up to a pixel's; negative
/// ones go nowhere.
struct OutputPlaces {
  let rows: SIMD8<Int>
  let columns: SIMD8<Int>

  /// The outputs of a tile at a place on the canvas.
  init(_ grid: TileGrid, y: Int, x: Int) {
    let (height, width) = (grid.height, grid.width)
    var (rows, columns) = (SIMD8(repeating: -1), SIMD8(repeating: -1))
    for index in 0..<grid.tile.outputs {
      if let (images, row) = grid.row(y + index, ofTileAt: y) {
        rows[index] = (images * grid.across * height + row) * width
      }
      if let (image, column) = grid.column(x + index) { columns[index] = image * height * width + column }
    }
    (self.rows, self.columns) = (rows, columns)
  }

  /// The 2 x 2 maxima of a tile's outputs, in images of half the size; an odd last row or column is in none of them.
  init(pooled grid: TileGrid, y: Int, x: Int) {
    let (height, width) = (grid.height / 2, grid.width / 2)
    var (rows, columns) = (SIMD8(repeating: -1), SIMD8(repeating: -1))
    for index in 0..<grid.tile.outputs / 2 {
      if let (images, row) = grid.row(y + 2 * index, ofTileAt: y), row / 2 < height {
        rows[index] = (images * grid.across * height + row / 2) * width
      }
      if let (image, column) = grid.column(x + 2 * index), column / 2 < width {
        columns[index] = image * height * width + column / 2
      }
    }
    (self.rows, self.columns) = (rows, columns)
  }
}
