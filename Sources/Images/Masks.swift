extension ImageDataset {
  /// Whether each pixel of an image, height x width, belongs to the region.
  public func mask(of region: Region, image: Int) -> [Bool] {
    let isMember = format.membership(of: region)
    return labels[range(of: image)].map { isMember[Int($0)] }
  }

  /// Whether any pixel of an image belongs to the region.
  public func shows(_ region: Region, image: Int) -> Bool {
    let isMember = format.membership(of: region)
    return labels[range(of: image)].contains { isMember[Int($0)] }
  }

  /// The share of each cell, 0 to 1, that the region covers when the image is divided into rows x columns equal cells.
  ///
  /// A pixel on the border between cells counts for each with the part of its area that lies there. The sums are whole numbers,
  /// divided once, so that a cell inside the region has exactly 1 and one outside exactly 0.
  ///
  /// - Parameters:
  ///   - rows: at least 1; 6 for the last layer of the study's models.
  ///   - columns: at least 1; 8 for the same.
  ///   - offset: the region is moved down and to the right by so many pixels, fewer than the image has; what leaves the image at
  ///     one edge comes in at the other.
  /// - Returns: rows x columns shares, row by row.
  public func coverage(
    of region: Region, image: Int, rows: Int, columns: Int, movedBy offset: (rows: Int, columns: Int) = (0, 0)
  ) -> [Float] {
    precondition(rows > 0 && columns > 0, "an image is divided into at least one cell")
    let (height, width) = (format.height, format.width)
    let rowOverlaps = Self.overlaps(pixels: height, cells: rows)
    let columnOverlaps = Self.overlaps(pixels: width, cells: columns)
    let isMember = format.membership(of: region)
    let start = range(of: image).lowerBound
    var covered = [Int](repeating: 0, count: rows * columns)
    for y in 0..<height {
      let movedRows = rowOverlaps[(y + offset.rows) % height]
      for x in 0..<width where isMember[Int(labels[start + y * width + x])] {
        for (row, rowLength) in movedRows {
          for (column, columnLength) in columnOverlaps[(x + offset.columns) % width] {
            covered[row * columns + column] += rowLength * columnLength
          }
        }
      }
    }
    return covered.map { Float($0) / Float(format.pixelsPerImage) }
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
