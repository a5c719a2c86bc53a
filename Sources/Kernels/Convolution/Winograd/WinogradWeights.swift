/// The weights of a 3 x 3 convolution in Winograd's domain: 36 matrices inputChannels x outputChannels.
enum WinogradWeights {
  /// G g G', kept beside the weights; transposed, its matrices are outputChannels x inputChannels, for the input gradient.
  static func transformed(_ weights: Buffer, shape: ConvolutionShape, isTransposed: Bool) -> Buffer {
    let (inputs, outputs) = (shape.inputChannels, shape.outputChannels)
    let form = DerivedForm.winogradWeights(
      inputChannels: inputs, outputChannels: outputs, isTransposed: isTransposed)
    return weights.derivedForm(form) {
      if isTransposed {
        return transpose(transformed(weights, shape: shape, isTransposed: false), inputs, outputs)
      }
      let matrix = inputs * outputs
      let result = Buffer(uninitialized: TileGrid.frequencies * matrix)
      withScratch { scratch in
        transform2D(
          weights.pointer, 3 * matrix, matrix, inputs: 3, result.pointer, 6 * matrix, matrix, outputs: 6, matrix,
          scratch, WinogradTransforms.weights)
      }
      return result
    }
  }

  /// G' u G: back from 36 sums of products to the gradient of the 3 x 3 weights.
  static func gradient(fromProduct product: Buffer, shape: ConvolutionShape) -> Buffer {
    let matrix = shape.inputChannels * shape.outputChannels
    let result = Buffer(uninitialized: shape.weightCount)
    withScratch { scratch in
      transform2D(
        product.pointer, 6 * matrix, matrix, inputs: 6, result.pointer, 3 * matrix, matrix, outputs: 3, matrix,
        scratch, WinogradTransforms.weightsAdjoint)
    }
    return result
  }

  private static func withScratch(_ body: (UnsafeMutablePointer<Float>) -> Void) {
    withUnsafeTemporaryAllocation(byteCount: 36 * 8 * 4, alignment: 64) { memory in
      // The allocation is never empty, so it has a base address.
      body(memory.bindMemory(to: Float.self).baseAddress!)
    }
  }

  private static func transpose(_ source: Buffer, _ rows: Int, _ columns: Int) -> Buffer {
    let result = Buffer(uninitialized: source.count)
    for frequency in 0..<TileGrid.frequencies {
      let from = source.pointer + frequency * rows * columns
      let to = result.pointer + frequency * rows * columns
      for row in 0..<rows {
        for column in 0..<columns { to[column * rows + row] = from[row * columns + column] }
      }
    }
    return result
  }
}
