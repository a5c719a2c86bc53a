import Kernels
import Testing

@Suite struct ConvolutionTests {
  /// Multiples of 16 channels go through Winograd's transforms, the others through columns.
  @Test(arguments: [(16, 16), (16, 32), (1, 16), (3, 5), (16, 7), (5, 16)])
  func everySmallImageAgreesWithTheDefinition(channels: (inputs: Int, outputs: Int)) {
    for height in 1...9 {
      for width in 1...9 {
        let shape = ConvolutionShape(
          batch: 2, height: height, width: width, inputChannels: channels.inputs, outputChannels: channels.outputs)
        // Every 7th element: prime to the number of channels and taps, so that all of them have their turn.
        let errors = errors(shape, seed: UInt64(10 * height + width)) { stride(from: 0, to: $0, by: 7) }
        #expect(errors.allSatisfy { $0 < 1e-5 }, "\(height) x \(width): \(errors)")
      }
    }
  }

  @Test(arguments: [
    ConvolutionShape(batch: 1, height: 105, width: 135, inputChannels: 64, outputChannels: 64),
    ConvolutionShape(batch: 1, height: 105, width: 135, inputChannels: 3, outputChannels: 64),
    ConvolutionShape(batch: 1, height: 52, width: 67, inputChannels: 64, outputChannels: 128),
    ConvolutionShape(batch: 1, height: 26, width: 33, inputChannels: 256, outputChannels: 256),
    ConvolutionShape(batch: 2, height: 13, width: 16, inputChannels: 256, outputChannels: 512),
    ConvolutionShape(batch: 2, height: 6, width: 8, inputChannels: 512, outputChannels: 512),
  ])
  func layersOfVGG16AreAccurate(shape: ConvolutionShape) {
    var random = RandomGenerator(seed: 5)
    let errors = errors(shape, seed: 6) { count in (0..<400).map { _ in random.uniform(below: count) } }
    #expect(errors.allSatisfy { $0 < 1e-4 }, "\(errors)")
  }

  @Test func keepingTheTransformChangesNoBit() {
    let shape = ConvolutionShape(batch: 2, height: 13, width: 10, inputChannels: 32, outputChannels: 16)
    let naive = NaiveConvolution(shape, seed: 7)
    let (plain, kept) = (Buffer(naive.input), Buffer(naive.input))
    let weights = Buffer(naive.weights)
    let cotangent = Buffer(naive.cotangent)
    let first = Convolution.forward(input: plain, weights: weights, shape: shape, keepsTransform: false)
    let second = Convolution.forward(input: kept, weights: weights, shape: shape, keepsTransform: true)
    #expect(first.array == second.array)
    let fresh = Convolution.weightGradient(input: plain, cotangent: Buffer(naive.cotangent), shape: shape)
    let reused = Convolution.weightGradient(input: kept, cotangent: cotangent, shape: shape)
    #expect(fresh.array == reused.array)
  }

  /// One input in convolutions of different sizes: a transform kept for one must not serve the other.
  @Test func keptTransformsOfOneBufferAreKeptApart() {
    let wide = ConvolutionShape(batch: 1, height: 4, width: 9, inputChannels: 16, outputChannels: 16)
    let tall = ConvolutionShape(batch: 1, height: 9, width: 4, inputChannels: 16, outputChannels: 16)
    let naive = NaiveConvolution(wide, seed: 8)
    let (input, weights) = (Buffer(naive.input), Buffer(naive.weights))
    _ = Convolution.forward(input: input, weights: weights, shape: wide, keepsTransform: true)
    let output = Convolution.forward(input: input, weights: weights, shape: tall, keepsTransform: true)
    let alone = Convolution.forward(
      input: Buffer(naive.input), weights: Buffer(naive.weights), shape: tall, keepsTransform: false)
    #expect(output.array == alone.array)
  }

  @Test(arguments: [16, 3]) func aSampleDoesNotDependOnItsBatch(channels: Int) {
    let batch = ConvolutionShape(batch: 3, height: 7, width: 6, inputChannels: channels, outputChannels: 16)
    let single = ConvolutionShape(batch: 1, height: 7, width: 6, inputChannels: channels, outputChannels: 16)
    let naive = NaiveConvolution(batch, seed: 9)
    let weights = Buffer(naive.weights)
    let together = Convolution.forward(
      input: Buffer(naive.input), weights: weights, shape: batch, keepsTransform: false)
    for sample in 0..<3 {
      let part = Array(naive.input[sample * single.inputCount..<(sample + 1) * single.inputCount])
      let alone = Convolution.forward(input: Buffer(part), weights: weights, shape: single, keepsTransform: false)
      let expected = together.array[sample * single.outputCount..<(sample + 1) * single.outputCount]
      #expect(relativeError(alone, at: 0..<single.outputCount) { Double(expected[expected.startIndex + $0]) } < 1e-6)
    }
  }

  /// Errors of the convolution, its input gradient and its weight gradient.
  private func errors<Indices: Sequence<Int>>(
    _ shape: ConvolutionShape, seed: UInt64, sampling: (Int) -> Indices
  ) -> [Double] {
    let naive = NaiveConvolution(shape, seed: seed)
    let (input, weights, cotangent) = (Buffer(naive.input), Buffer(naive.weights), Buffer(naive.cotangent))
    return [
      relativeError(
        Convolution.forward(input: input, weights: weights, shape: shape, keepsTransform: true),
        at: sampling(shape.outputCount), naive.output),
      relativeError(
        Convolution.inputGradient(weights: weights, cotangent: cotangent, shape: shape),
        at: sampling(shape.inputCount), naive.inputGradient),
      relativeError(
        Convolution.weightGradient(input: input, cotangent: cotangent, shape: shape),
        at: sampling(shape.weightCount), naive.weightGradient),
    ]
  }
}
