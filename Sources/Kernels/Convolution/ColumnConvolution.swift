/// Convolution as a matrix product over im2col columns, one image row at a time, so that the columns stay in cache.
///
/// Pooled, two rows at a time: the whole output, four times as large as what pooling leaves of it, is never in memory.
enum ColumnConvolution {
  static func forward(input: Buffer, weights: Buffer, shape: ConvolutionShape) -> Buffer {
    let output = Buffer(uninitialized: shape.outputCount)
    let columns = RowColumns(shape: shape)
    let padded = columns.padded(weights)
    for row in 0..<shape.batch * shape.height {
      columns.fill(from: input, row: row)
      columns.multiply(padded, into: output.pointer + row * shape.width * shape.outputChannels)
    }
    return output
  }

  static func pooledForward(
    input: Buffer, weights: Buffer, shape: ConvolutionShape
  ) -> (values: Buffer, choices: MaxPooling.Choices) {
    let pooling = shape.pooling
    let values = Buffer(uninitialized: pooling.outputCount)
    let choices = MaxPooling.Choices(uninitialized: pooling)
    let columns = RowColumns(shape: shape)
    let padded = columns.padded(weights)
    let rowStride = shape.width * shape.outputChannels
    let rows = Buffer(uninitialized: 2 * rowStride)
    pooling.visitRowPairs { output, row in
      for half in 0..<2 {
        columns.fill(from: input, row: row + half)
        columns.multiply(padded, into: rows.pointer + half * rowStride)
      }
      MaxPooling.maximumOfRowPair(
        rows.pointer, shape: pooling, values.pointer + output, choices.corner.pointer + output)
    }
    return (values, choices)
  }

  static func weightGradient(
    input: Buffer, cotangent: Buffer, choices: MaxPooling.Choices?, shape: ConvolutionShape
  ) -> Buffer {
    let columns = RowColumns(shape: shape)
    let sums = Buffer(repeating: 0, count: columns.depth * shape.outputChannels)
    let rowStride = shape.width * shape.outputChannels
    if let choices {
      let rows = Buffer(repeating: 0, count: 2 * rowStride)
      choices.shape.visitRowPairs { output, row in
        MaxPooling.scatterRowPair(
          cotangent.pointer + output, choices.corner.pointer + output, shape: choices.shape, to: rows.pointer)
        for half in 0..<2 {
          columns.fill(from: input, row: row + half)
          columns.addProduct(with: rows.pointer + half * rowStride, to: sums)
        }
      }
    } else {
      for row in 0..<shape.batch * shape.height {
        columns.fill(from: input, row: row)
        columns.addProduct(with: cotangent.pointer + row * rowStride, to: sums)
      }
    }
    let gradient = Buffer(uninitialized: shape.weightCount)
    gradient.pointer.update(from: sums.pointer, count: shape.weightCount)
    return gradient
  }

  static func inputGradient(weights: Buffer, cotangent: Buffer, shape: ConvolutionShape) -> Buffer {
    let gradient = Buffer(repeating: 0, count: shape.inputCount)
    let columns = RowColumns(shape: shape)
    let padded = columns.padded(weights)
    let rowStride = shape.width * shape.outputChannels
    for row in 0..<shape.batch * shape.height {
      matrixMultiply(
        rows: shape.width, columns: columns.depth, inner: shape.outputChannels,
        MatrixView(cotangent.pointer + row * rowStride, stride: shape.outputChannels),
        MatrixView(padded.pointer, stride: shape.outputChannels, isTransposed: true),
        into: columns.storage.pointer, stride: columns.depth)
      columns.add(to: gradient, row: row)
    }
    return gradient
  }
}
