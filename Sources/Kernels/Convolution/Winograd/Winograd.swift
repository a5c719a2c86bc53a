/// 3 x 3 convolution by Winograd's F(4 x 4, 3 x 3) (Lavin and Gray, 2016): 36 multiplications where direct convolution needs
/// 144, as 36 matrix products over the channels.
///
/// Both gradients are the exact adjoints of the forward pass and share its transforms. All passes go block by block, from
/// image to image, and keep no transformed tiles: transforming a block again, in cache, takes less time than writing it to
/// memory and reading it back.
enum Winograd {
  static func forward(input: Buffer, weights: Buffer, shape: ConvolutionShape) -> Buffer {
    let (inputs, outputs) = (shape.inputChannels, shape.outputChannels)
    let grid = TileGrid(shape, channelsInFlight: inputs + outputs, minimumTiles: 12)
    let transformedWeights = WinogradWeights.transformed(weights, shape: shape, isTransposed: false)
    let output = Buffer(uninitialized: shape.outputCount)
    let tiles = Buffer(uninitialized: grid.blockStride(channels: inputs))
    let products = Buffer(uninitialized: grid.blockStride(channels: outputs))
    for block in 0..<grid.blocks {
      grid.transformInput(input.pointer, block: block, into: tiles.pointer)
      multiply(grid, block, tiles.pointer, inputs, transformedWeights, into: products.pointer, outputs)
      grid.transformOutput(products.pointer, block: block, into: output.pointer)
    }
    return output
  }

  /// The gradient of the weights if `input` is given, that of the input if `weights` are.
  static func gradients(
    input: Buffer?, weights: Buffer?, cotangent: Buffer, shape: ConvolutionShape
  ) -> Convolution.Gradients {
    let (inputs, outputs) = (shape.inputChannels, shape.outputChannels)
    // The sums for the weights are read and written once a block: with as many tiles as channels that is a small part.
    let grid = TileGrid(
      shape, channelsInFlight: 2 * inputs + outputs, minimumTiles: input == nil ? 12 : (inputs + outputs) / 2)
    let cotangentTiles = Buffer(uninitialized: grid.blockStride(channels: outputs))
    let inputTiles = Buffer(uninitialized: grid.blockStride(channels: inputs))
    let sums = input.map { _ in Buffer(uninitialized: TileGrid.frequencies * inputs * outputs) }
    let transformedWeights = weights.map { WinogradWeights.transformed($0, shape: shape, isTransposed: true) }
    let inputGradient = weights.map { _ in Buffer(repeating: 0, count: shape.inputCount) }
    for block in 0..<grid.blocks {
      grid.transformOutputAdjoint(cotangent.pointer, block: block, into: cotangentTiles.pointer)
      if let input, let sums {
        grid.transformInput(input.pointer, block: block, into: inputTiles.pointer)
        addProducts(grid, block, inputTiles.pointer, cotangentTiles.pointer, to: sums.pointer)
      }
      if let transformedWeights, let inputGradient {
        multiply(
          grid, block, cotangentTiles.pointer, outputs, transformedWeights, into: inputTiles.pointer, inputs)
        grid.addInputAdjoint(inputTiles.pointer, block: block, to: inputGradient.pointer)
      }
    }
    return Convolution.Gradients(
      input: inputGradient, weights: sums.map { WinogradWeights.gradient(fromProduct: $0, shape: shape) })
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

  /// Adds a block's part to the 36 products of input tiles, transposed, with cotangent tiles; the first block sets them.
  private static func addProducts(
    _ grid: TileGrid, _ block: Int, _ inputTiles: UnsafePointer<Float>, _ cotangentTiles: UnsafePointer<Float>,
    to sums: UnsafeMutablePointer<Float>
  ) {
    let (inputs, outputs) = (grid.shape.inputChannels, grid.shape.outputChannels)
    for frequency in 0..<TileGrid.frequencies {
      matrixMultiply(
        rows: inputs, columns: outputs, inner: grid.tiles(inBlock: block).count,
        MatrixView(inputTiles + frequency * grid.frequencyStride(channels: inputs), stride: inputs, isTransposed: true),
        MatrixView(cotangentTiles + frequency * grid.frequencyStride(channels: outputs), stride: outputs),
        into: sums + frequency * inputs * outputs, stride: outputs, accumulates: block > 0)
    }
  }
}
