/// Convolution as a matrix product over im2col columns, one image row at a time, so that the columns stay in cache.
///
/// Pooled, two rows at a time: the whole output, four times as large as what pooling leaves of it, is never in memory.
enum ColumnConvolution {
  /// The convolution; with a bias, also that and ReLU.
  static func convolve(
    _ input: Buffer, _ weights: Buffer, _ bias: Buffer?, _ shape: ConvolutionShape, into output: Convolution.Output
  ) {
    let rowStride = shape.width * shape.outputChannels
    switch output {
    case .whole(let target):
      Threads.divide(shape.batch * shape.height) { rows in
        let columns = RowColumns(shape: shape)
        let padded = columns.padded(weights)
        for row in rows {
          columns.fill(from: input, row: row)
          columns.multiply(padded, into: target + row * rowStride)
          if let bias { ElementWise.addBiasRelu(to: target + row * rowStride, count: rowStride, bias) }
        }
      }
    case .pooled(let values, let corners):
      let pooling = shape.pooling
      let pooledStride = pooling.outputWidth * pooling.channels
      Threads.divide(pooling.rowPairs) { pairs in
        let columns = RowColumns(shape: shape)
        let padded = columns.padded(weights)
        let rows = Buffer(uninitialized: 2 * rowStride)
        for pair in pairs {
          for half in 0..<2 {
            columns.fill(from: input, row: pooling.upperRow(ofPair: pair) + half)
            columns.multiply(padded, into: rows.pointer + half * rowStride)
          }
          let pooled = pair * pooledStride
          MaxPooling.maximumOfRowPair(rows.pointer, shape: pooling, values + pooled, corners + pooled)
          if let bias { ElementWise.addBiasRelu(to: values + pooled, count: pooledStride, bias) }
        }
      }
    }
  }

  /// Every image in four bands, each with its own sum, so that the sums' order does not depend on the number of threads.
  static func weightGradient(
    input: Buffer, cotangent: Buffer, choices: MaxPooling.Choices?, shape: ConvolutionShape
  ) -> Buffer {
    let bands = shape.batch * bandsPerImage
    let size = RowColumns.depth(of: shape) * shape.outputChannels
    let sums = Buffer(repeating: 0, count: bands * size)
    let rowStride = shape.width * shape.outputChannels
    Threads.divide(bands) { bands in
      let columns = RowColumns(shape: shape)
      let pair = Buffer(repeating: 0, count: choices == nil ? 0 : 2 * rowStride)
      for band in bands {
        let target = sums.pointer + band * size
        if let choices {
          let pooling = choices.shape
          for rowPair in Self.band(band, of: pooling.height / 2) {
            let offset = rowPair * pooling.outputWidth * pooling.channels
            MaxPooling.scatterRowPair(
              cotangent.pointer + offset, choices.corner.pointer + offset, shape: pooling, to: pair.pointer)
            for half in 0..<2 {
              columns.fill(from: input, row: pooling.upperRow(ofPair: rowPair) + half)
              columns.addProduct(with: pair.pointer + half * rowStride, to: target)
            }
          }
        } else {
          for row in Self.band(band, of: shape.height) {
            columns.fill(from: input, row: row)
            columns.addProduct(with: cotangent.pointer + row * rowStride, to: target)
          }
        }
      }
    }
    let gradient = Buffer(repeating: 0, count: shape.weightCount)
    for band in 0..<bands {
      for index in 0..<shape.weightCount { gradient.pointer[index] += sums.pointer[band * size + index] }
    }
    return gradient
  }

  private static let bandsPerImage = 4

  /// The rows of a band, counted over the whole batch; every image has `height`.
  private static func band(_ band: Int, of height: Int) -> Range<Int> {
    let (image, part) = band.quotientAndRemainder(dividingBy: bandsPerImage)
    return image * height + height * part / bandsPerImage..<image * height + height * (part + 1) / bandsPerImage
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
