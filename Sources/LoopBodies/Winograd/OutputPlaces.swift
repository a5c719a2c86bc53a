import Loops

/// Where a tile's outputs go: a row's number and a column's add up to a pixel's; negative ones go nowhere.
struct OutputPlaces {
  let rows: SIMD4<Int>
  let columns: SIMD4<Int>

  /// The 4 x 4 outputs of a tile at a place on the canvas.
  init(_ grid: TileGrid, y: Int, x: Int) {
    let (height, width) = (grid.height, grid.width)
    var (rows, columns) = (SIMD4(repeating: -1), SIMD4(repeating: -1))
    for index in 0..<4 {
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
    var (rows, columns) = (SIMD4(repeating: -1), SIMD4(repeating: -1))
    for index in 0..<2 {
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
