/// Convolution as a matrix product over im2col columns, one image row at a time, so that the columns stay in cache.
enum ColumnConvolution {
  static func forward(input: Buffer, weights: Buffer, shape: ConvolutionShape) -> Buffer {
    let output = Buffer(uninitialized: shape.outputCount)
    let columns = RowColumns(shape: shape)
    let rowStride = shape.width * shape.outputChannels
    for row in 0..<shape.batch * shape.height {
      columns.fill(from: input, row: row)
      matrixMultiply(
        rows: shape.width, columns: shape.outputChannels, inner: columns.depth,
        MatrixView(columns.storage.pointer, stride: columns.depth),
        MatrixView(weights.pointer, stride: shape.outputChannels),
        into: output.pointer + row * rowStride, stride: shape.outputChannels)
    }
    return output
  }

  static func weightGradient(input: Buffer, cotangent: Buffer, shape: ConvolutionShape) -> Buffer {
    let gradient = Buffer(repeating: 0, count: shape.weightCount)
    let columns = RowColumns(shape: shape)
    let rowStride = shape.width * shape.outputChannels
    for row in 0..<shape.batch * shape.height {
      columns.fill(from: input, row: row)
      matrixMultiply(
        rows: columns.depth, columns: shape.outputChannels, inner: shape.width,
        MatrixView(columns.storage.pointer, stride: columns.depth, isTransposed: true),
        MatrixView(cotangent.pointer + row * rowStride, stride: shape.outputChannels),
        into: gradient.pointer, stride: shape.outputChannels, accumulates: true)
    }
    return gradient
  }

  static func inputGradient(weights: Buffer, cotangent: Buffer, shape: ConvolutionShape) -> Buffer {
    let gradient = Buffer(repeating: 0, count: shape.inputCount)
    let columns = RowColumns(shape: shape)
    let rowStride = shape.width * shape.outputChannels
    for row in 0..<shape.batch * shape.height {
      matrixMultiply(
        rows: shape.width, columns: columns.depth, inner: shape.outputChannels,
        MatrixView(cotangent.pointer + row * rowStride, stride: shape.outputChannels),
        MatrixView(weights.pointer, stride: shape.outputChannels, isTransposed: true),
        into: columns.storage.pointer, stride: columns.depth)
      columns.add(to: gradient, row: row)
    }
    return gradient
  }
}

/// The im2col matrix of one image row: width x (9 inputChannels), ordered as the weights are.
private struct RowColumns {
  let shape: ConvolutionShape
  let depth: Int
  let storage: Buffer

  init(shape: ConvolutionShape) {
    self.shape = shape
    depth = 9 * shape.inputChannels
    storage = Buffer(uninitialized: shape.width * depth)
  }

  /// Copies the neighbourhoods of every pixel of a row; `row` counts over the whole batch.
  func fill(from input: Buffer, row: Int) {
    visit(row: row) { column, source, count in
      if let source {
        column.update(from: input.pointer + source, count: count)
      } else {
        column.update(repeating: 0, count: count)
      }
    }
  }

  /// The adjoint of `fill`.
  func add(to gradient: Buffer, row: Int) {
    visit(row: row) { column, target, count in
      guard let target else { return }
      for index in 0..<count { gradient.pointer[target + index] += column[index] }
    }
  }

  /// Calls `body` with each run of a column matrix row and where it lies in the image, or nil where that is padding.
  @inline(__always)
  private func visit(row: Int, _ body: (_ column: UnsafeMutablePointer<Float>, _ image: Int?, _ count: Int) -> Void) {
    let channels = shape.inputChannels
    let y = row % shape.height
    for tap in 0..<3 {
      let isInside = (0..<shape.height).contains(y + tap - 1)
      let imageRow = (row + tap - 1) * shape.width * channels
      var column = storage.pointer + tap * 3 * channels
      for x in 0..<shape.width {
        // Three neighbours lie side by side in memory, but for the first and last pixel, which miss one.
        let missesLeft = x == 0 ? channels : 0
        let missesRight = x == shape.width - 1 ? channels : 0
        let count = 3 * channels - missesLeft - missesRight
        body(column + missesLeft, isInside ? imageRow + (x - 1) * channels + missesLeft : nil, count)
        if missesLeft > 0 { body(column, nil, missesLeft) }
        if missesRight > 0 { body(column + missesLeft + count, nil, missesRight) }
        column += depth
      }
    }
  }
}
