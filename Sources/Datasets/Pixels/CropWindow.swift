/// A window into images of one size, which may reach beyond them.
package struct CropWindow: Equatable {
  /// The first row and column, which may be negative.
  package var row: Int
  package var column: Int
  package var size: PixelSize

  /// A window in the middle of something: of the image, or of what lies between the given rows and columns.
  package init(size: PixelSize, rows: Range<Int>, columns: Range<Int>) {
    // Half a pixel is rounded down, below 0 as well.
    row = (rows.lowerBound + rows.upperBound - size.rows) >> 1
    column = (columns.lowerBound + columns.upperBound - size.columns) >> 1
    self.size = size
  }

  /// What the window shows; 0 outside the image.
  /// - Parameter values: `from.rows` x `from.columns` x `channels`.
  package func cut<Value: ExpressibleByIntegerLiteral>(_ values: [Value], from: PixelSize, channels: Int = 1) -> [Value]
  {
    var result = [Value](repeating: 0, count: size.rows * size.columns * channels)
    let columns = max(column, 0)..<max(min(column + size.columns, from.columns), max(column, 0))
    guard !columns.isEmpty else { return result }
    for y in 0..<size.rows where (0..<from.rows).contains(row + y) {
      let source = ((row + y) * from.columns + columns.lowerBound) * channels
      let target = (y * size.columns + columns.lowerBound - column) * channels
      let length = columns.count * channels
      result.replaceSubrange(target..<target + length, with: values[source..<source + length])
    }
    return result
  }

  /// The box around the pixels that any of the masks has inside; nil for none.
  package static func box(
    around masks: [[UInt8]], isInside: [Bool], width: Int
  ) -> (rows: Range<Int>, columns: Range<Int>)? {
    var (top, bottom, left, right) = (Int.max, -1, Int.max, -1)
    for mask in masks {
      for (index, code) in mask.enumerated() where isInside[Int(code)] {
        let (row, column) = (index / width, index % width)
        (top, bottom) = (min(top, row), max(bottom, row))
        (left, right) = (min(left, column), max(right, column))
      }
    }
    return bottom < 0 ? nil : (top..<bottom + 1, left..<right + 1)
  }
}
