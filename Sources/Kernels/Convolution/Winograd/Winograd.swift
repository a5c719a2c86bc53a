/// 3 x 3 convolution by Winograd's F(4 x 4, 3 x 3) (Lavin and Gray, 2016): 36 multiplications where direct convolution needs
/// 144, as 36 matrix products over the channels.
///
/// Both gradients are the exact adjoints of the forward pass, so that they share its transforms: the transformed input V
/// serves forward and weight gradient, the transformed cotangent P serves both gradients.
enum Winograd {
  static func forward(
    input: Buffer, weights: Buffer, shape: ConvolutionShape, keepsTransform: Bool
  ) -> Buffer {
    let grid = TileGrid(shape)
    let transformedWeights = WinogradWeights.transformed(weights, shape: shape, isTransposed: false)
    let output = Buffer(uninitialized: shape.outputCount)
    let products = Buffer(uninitialized: grid.blockStride(channels: shape.outputChannels))
    let kept = keepsTransform ? transformedInput(input, grid) : nil
    let scratch = kept ?? Buffer(uninitialized: grid.blockStride(channels: shape.inputChannels))
    for block in 0..<grid.blocks {
      var tiles = scratch.pointer
      if kept != nil {
        tiles += block * grid.blockStride(channels: shape.inputChannels)
      } else {
        grid.transformInput(input.pointer, block: block, into: tiles)
      }
      multiply(
        grid, block, tiles, shape.inputChannels, transformedWeights, into: products.pointer, shape.outputChannels)
      grid.transformOutput(products.pointer, block: block, into: output.pointer)
    }
    return output
  }

  static func inputGradient(weights: Buffer, cotangent: Buffer, shape: ConvolutionShape) -> Buffer {
    let grid = TileGrid(shape)
    let transformedWeights = WinogradWeights.transformed(weights, shape: shape, isTransposed: true)
    let transformedCotangent = transformedCotangent(cotangent, grid)
    let gradient = Buffer(repeating: 0, count: shape.inputCount)
    let products = Buffer(uninitialized: grid.blockStride(channels: shape.inputChannels))
    for block in 0..<grid.blocks {
      let tiles = transformedCotangent.pointer + block * grid.blockStride(channels: shape.outputChannels)
      multiply(
        grid, block, tiles, shape.outputChannels, transformedWeights, into: products.pointer, shape.inputChannels)
      grid.addInputAdjoint(products.pointer, block: block, to: gradient.pointer)
    }
    return gradient
  }

  static func weightGradient(input: Buffer, cotangent: Buffer, shape: ConvolutionShape) -> Buffer {
    let grid = TileGrid(shape)
    let (inputs, outputs) = (shape.inputChannels, shape.outputChannels)
    let transformedInput = transformedInput(input, grid)
    let transformedCotangent = transformedCotangent(cotangent, grid)
    let product = Buffer(uninitialized: TileGrid.frequencies * inputs * outputs)
    // Frequency by frequency, so that its inputs x outputs sums stay in the first-level cache over all blocks.
    for frequency in 0..<TileGrid.frequencies {
      for block in 0..<grid.blocks {
        let a =
          transformedInput.pointer + block * grid.blockStride(channels: inputs)
          + frequency * grid.frequencyStride(channels: inputs)
        let b =
          transformedCotangent.pointer + block * grid.blockStride(channels: outputs)
          + frequency * grid.frequencyStride(channels: outputs)
        matrixMultiply(
          rows: inputs, columns: outputs, inner: grid.tiles(inBlock: block).count,
          MatrixView(a, stride: inputs, isTransposed: true), MatrixView(b, stride: outputs),
          into: product.pointer + frequency * inputs * outputs, stride: outputs, accumulates: block > 0)
      }
    }
    return WinogradWeights.gradient(fromProduct: product, shape: shape)
  }

  /// The 36 products of one block of tiles with the transformed weights.
  private static func multiply(
    _ grid: TileGrid, _ block: Int, _ tiles: UnsafePointer<Float>, _ inner: Int, _ weights: Buffer,
    into products: UnsafeMutablePointer<Float>, _ columns: Int
  ) {
    for frequency in 0..<TileGrid.frequencies {
      matrixMultiply(
        rows: grid.tiles(inBlock: block).count, columns: columns, inner: inner,
        MatrixView(tiles + frequency * grid.frequencyStride(channels: inner), stride: inner),
        MatrixView(weights.pointer + frequency * inner * columns, stride: columns),
        into: products + frequency * grid.frequencyStride(channels: columns), stride: columns)
    }
  }

  private static func transformedInput(_ input: Buffer, _ grid: TileGrid) -> Buffer {
    input.derivedForm(.winogradInput(grid.shape)) {
      let blockStride = grid.blockStride(channels: grid.shape.inputChannels)
      let tiles = Buffer(uninitialized: grid.blocks * blockStride)
      for block in 0..<grid.blocks {
        grid.transformInput(input.pointer, block: block, into: tiles.pointer + block * blockStride)
      }
      return tiles
    }
  }

  private static func transformedCotangent(_ cotangent: Buffer, _ grid: TileGrid) -> Buffer {
    cotangent.derivedForm(.winogradOutput(grid.shape)) {
      let blockStride = grid.blockStride(channels: grid.shape.outputChannels)
      let tiles = Buffer(uninitialized: grid.blocks * blockStride)
      for block in 0..<grid.blocks {
        grid.transformOutputAdjoint(cotangent.pointer, block: block, into: tiles.pointer + block * blockStride)
      }
      return tiles
    }
  }
}
