/// The im2col matrix of one image row: width x depth, ordered as the weights are.
struct RowColumns {
  let shape: ConvolutionShape
  /// 9 x input channels, and one column of zeros where that is odd: the matrix product likes six and four rows.
  let depth: Int
  let storage: Buffer
  /// One row of the image with a zero pixel on either side.
  private let paddedRow: Buffer

  init(shape: ConvolutionShape) {
    self.shape = shape
    depth = Self.depth(of: shape)
    storage = Buffer(repeating: 0, count: shape.width * depth)
    paddedRow = Buffer(repeating: 0, count: (shape.width + 2) * shape.inputChannels)
  }

  static func depth(of shape: ConvolutionShape) -> Int { (9 * shape.inputChannels + 1) / 2 * 2 }

  /// The weights with a row of zeros for the column of zeros.
  func padded(_ weights: Buffer) -> Buffer {
    let result = Buffer(repeating: 0, count: depth * shape.outputChannels)
    result.pointer.update(from: weights.pointer, count: shape.weightCount)
    return result
  }

  /// Gathers the neighbourhoods of every pixel of a row; `row` counts over the whole batch.
  func fill(from input: Buffer, row: Int) {
    let channels = shape.inputChannels
    let run = 3 * channels
    for tap in 0..<3 {
      let source = fillPaddedRow(from: input, row: row, tap: tap)
      var column = storage.pointer + tap * run
      // Three neighbours lie side by side in memory.
      if channels == 1 {
        for x in 0..<shape.width {
          column[0] = source[x]
          column[1] = source[x + 1]
          column[2] = source[x + 2]
          column += depth
        }
      } else {
        for x in 0..<shape.width {
          for index in 0..<run { column[index] = source[x * channels + index] }
          column += depth
        }
      }
    }
  }

  /// The adjoint of `fill`.
  func add(to gradient: Buffer, row: Int) {
    let channels = shape.inputChannels
    let run = 3 * channels
    for tap in 0..<3 {
      guard let target = imageRow(row, tap: tap) else { continue }
      paddedRow.pointer.update(repeating: 0, count: paddedRow.count)
      for x in 0..<shape.width {
        let column = storage.pointer + x * depth + tap * run
        for index in 0..<run { paddedRow.pointer[x * channels + index] += column[index] }
      }
      for index in 0..<shape.width * channels {
        gradient.pointer[target + index] += paddedRow.pointer[channels + index]
      }
    }
  }

  /// columns times weights: width x output channels.
  func multiply(_ weights: Buffer, into target: UnsafeMutablePointer<Float>) {
    matrixMultiply(
      rows: shape.width, columns: shape.outputChannels, inner: depth, MatrixView(storage.pointer, stride: depth),
      MatrixView(weights.pointer, stride: shape.outputChannels), into: target, stride: shape.outputChannels)
  }

  /// Adds columns, transposed, times a row of the cotangent: depth x output channels.
  func addProduct(with cotangent: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>) {
    matrixMultiply(
      rows: depth, columns: shape.outputChannels, inner: shape.width,
      MatrixView(storage.pointer, stride: depth, isTransposed: true),
      MatrixView(cotangent, stride: shape.outputChannels), into: sums, stride: shape.outputChannels,
      accumulates: true)
  }

  private func fillPaddedRow(from input: Buffer, row: Int, tap: Int) -> UnsafePointer<Float> {
    let inside = paddedRow.pointer + shape.inputChannels
    let count = shape.width * shape.inputChannels
    if let source = imageRow(row, tap: tap) {
      inside.update(from: input.pointer + source, count: count)
    } else {
      inside.update(repeating: 0, count: count)
    }
    // The border pixels may hold sums of the adjoint.
    paddedRow.pointer.update(repeating: 0, count: shape.inputChannels)
    (inside + count).update(repeating: 0, count: shape.inputChannels)
    return UnsafePointer(paddedRow.pointer)
  }

  /// Where the row above (tap 0), the row itself or the row below starts; nil beyond the image.
  private func imageRow(_ row: Int, tap: Int) -> Int? {
    (0..<shape.height).contains(row % shape.height + tap - 1)
      ? (row + tap - 1) * shape.width * shape.inputChannels : nil
  }
}
