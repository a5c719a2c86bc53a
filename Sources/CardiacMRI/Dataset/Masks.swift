extension ImageDataset {
  /// Whether each pixel of an image, 105 x 135, belongs to the region.
  public func mask(of region: Region, image: Int) -> [Bool] {
    labels[range(of: image)].map { region.contains(label: $0) }
  }

  /// The share of each cell, 0 to 1, that the region covers when the image is divided into rows x columns equal cells.
  ///
  /// A pixel on the border between cells counts for each with the part of its area that lies there. The sums are whole numbers,
  /// divided once, so that a cell inside the region has exactly 1 and one outside exactly 0.
  ///
  /// - Parameters:
  ///   - rows: at least 1; 6 for the last layer of the study's models.
  ///   - columns: at least 1; 8 for the same.
  /// - Returns: rows x columns shares, row by row.
  public func coverage(of region: Region, image: Int, rows: Int, columns: Int) -> [Float] {
    coverage(of: region, image: image, rows: rows, columns: columns, movedBy: (0, 0))
  }

  /// The same of the region moved down and to the right by so many pixels; what leaves the image at one edge comes in at the other.
  ///
  /// - Parameter offset: rows, 0 to 104, and columns, 0 to 134.
  public func coverage(
    of region: Region, image: Int, rows: Int, columns: Int, movedBy offset: (rows: Int, columns: Int)
  ) -> [Float] {
    precondition(rows > 0 && columns > 0, "an image is divided into at least one cell")
    let rowOverlaps = Self.overlaps(pixels: Self.height, cells: rows)
    let columnOverlaps = Self.overlaps(pixels: Self.width, cells: columns)
    let start = range(of: image).lowerBound
    var covered = [Int](repeating: 0, count: rows * columns)
    for y in 0..<Self.height {
      let movedRows = rowOverlaps[(y + offset.rows) % Self.height]
      for x in 0..<Self.width where region.contains(label: labels[start + y * Self.width + x]) {
        for (row, rowLength) in movedRows {
          for (column, columnLength) in columnOverlaps[(x + offset.columns) % Self.width] {
            covered[row * columns + column] += rowLength * columnLength
          }
        }
      }
    }
    return covered.map { Float($0) / Float(Self.pixelsPerImage) }
  }

  /// The cells that each pixel of a line touches, with the length of the part that it shares with each.
  ///
  /// In a unit in which the line is pixels x cells long, a pixel is `cells` long, a cell is `pixels` long, and every length is whole.
  private static func overlaps(pixels: Int, cells: Int) -> [[(cell: Int, length: Int)]] {
    (0..<pixels).map { pixel in
      let (start, end) = (pixel * cells, (pixel + 1) * cells)
      return (start / pixels...(end - 1) / pixels).map { cell in
        (cell, min(end, (cell + 1) * pixels) - max(start, cell * pixels))
      }
    }
  }
}
