import Kernels
import Testing

@Suite struct ConvolutionTests {
  /// Multiples of 16 channels go through Winograd's transforms, with 4 x 4 tiles or with 6 x 6, the others through columns.
  @Test(arguments: [(16, 16), (16, 32), (1, 16), (3, 5), (16, 7), (5, 16)])
  func everySmallImageAgreesWithTheDefinition(channels: (inputs: Int, outputs: Int)) {
    for height in 1...12 {
      for width in 1...12 {
        let shape = ConvolutionShape(
          batch: 2, height: height, width: width, inputChannels: channels.inputs, outputChannels: channels.outputs)
        // Every 7th element: prime to the number of channels and taps, so that all of them have their turn.
        let errors = errors(shape, seed: UInt64(10 * height + width)) { stride(from: 0, to: $0, by: 7) }
        #expect(errors.allSatisfy { $0 < 2e-5 }, "\(height) x \(width): \(errors)")
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

  @Test(arguments: [16, 3]) func bothGradientsTogetherAreThoseAlone(channels: Int) {
    let shape = ConvolutionShape(batch: 2, height: 13, width: 10, inputChannels: channels, outputChannels: 32)
    let naive = NaiveConvolution(shape, seed: 7)
    let (input, weights, cotangent) = (Buffer(naive.input), Buffer(naive.weights), Buffer(naive.cotangent))
    let both = gradients(shape, input: input, weights: weights, cotangent)
    #expect(both.input?.array == gradients(shape, weights: weights, cotangent).input?.array)
    #expect(both.weights?.array == gradients(shape, input: input, cotangent).weights?.array)
    #expect(gradients(shape, input: input, cotangent).input == nil)
    #expect(gradients(shape, weights: weights, cotangent).weights == nil)
  }

  /// Even and odd sizes: the last odd row and column are in no window, and have no part in the gradients.
  @Test(arguments: [16, 1, 3], [(8, 6), (7, 9), (2, 2), (3, 2), (1, 5), (12, 12), (6, 11)])
  func poolingWithinIsPoolingAfter(channels: Int, size: (height: Int, width: Int)) {
    let shape = ConvolutionShape(
      batch: 2, height: size.height, width: size.width, inputChannels: channels, outputChannels: 16)
    let naive = NaiveConvolution(shape, seed: 8)
    let (input, weights) = (Buffer(naive.input), Buffer(naive.weights))
    let within = Convolution.pooledForward(input: input, weights: weights, shape: shape)
    let after = MaxPooling.maximum(
      Convolution.forward(input: input, weights: weights, shape: shape), shape: shape.pooling)
    expectEqualButForRounding(within.values, after.values)
    let pooledCotangent = Buffer(Array(naive.cotangent.prefix(shape.pooling.outputCount)))
    let direct = gradients(shape, input: input, weights: weights, pooledCotangent, choices: within.choices)
    let scattered = gradients(
      shape, input: input, weights: weights, MaxPooling.scatter(pooledCotangent, after.choices))
    #expect(direct.input?.array == scattered.input?.array)
    expectEqualButForRounding(direct.weights, scattered.weights)
  }

  /// The same sums may be taken in other tiles, or in another order.
  private func expectEqualButForRounding(_ found: Buffer?, _ expected: Buffer?) {
    let expected = expected?.array ?? []
    #expect(found?.count == expected.count)
    #expect(relativeError(found, at: expected.indices) { Double(expected[$0]) } < 1e-5)
  }

  /// One buffer as the weights of convolutions of different channels: a transform kept for one must not serve the other.
  @Test func keptTransformsOfOneBufferAreKeptApart() {
    let widening = ConvolutionShape(batch: 1, height: 5, width: 4, inputChannels: 16, outputChannels: 32)
    let narrowing = ConvolutionShape(batch: 1, height: 5, width: 4, inputChannels: 32, outputChannels: 16)
    let naive = NaiveConvolution(narrowing, seed: 10)
    let (input, weights) = (Buffer(naive.input), Buffer(naive.weights))
    _ = Convolution.forward(input: Buffer(repeating: 1, count: widening.inputCount), weights: weights, shape: widening)
    let output = Convolution.forward(input: input, weights: weights, shape: narrowing)
    #expect(relativeError(output, at: 0..<narrowing.outputCount, naive.output) < 1e-5)
  }

  /// But for rounding: other batches are cut into other tiles.
  @Test(arguments: [16, 3]) func aSampleDoesNotDependOnItsBatch(channels: Int) {
    let batch = ConvolutionShape(batch: 3, height: 7, width: 6, inputChannels: channels, outputChannels: 16)
    let single = ConvolutionShape(batch: 1, height: 7, width: 6, inputChannels: channels, outputChannels: 16)
    let naive = NaiveConvolution(batch, seed: 9)
    let weights = Buffer(naive.weights)
    let together = Convolution.forward(
      input: Buffer(naive.input), weights: weights, shape: batch)
    for sample in 0..<3 {
      let part = Array(naive.input[sample * single.inputCount..<(sample + 1) * single.inputCount])
      let alone = Convolution.forward(input: Buffer(part), weights: weights, shape: single)
      let expected = together.array[sample * single.outputCount..<(sample + 1) * single.outputCount]
      #expect(relativeError(alone, at: 0..<single.outputCount) { Double(expected[expected.startIndex + $0]) } < 1e-5)
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
        Convolution.forward(input: input, weights: weights, shape: shape),
        at: sampling(shape.outputCount), naive.output),
      relativeError(
        gradients(shape, weights: weights, cotangent).input,
        at: sampling(shape.inputCount), naive.inputGradient),
      relativeError(
        gradients(shape, input: input, cotangent).weights,
        at: sampling(shape.weightCount), naive.weightGradient),
    ]
  }

  private func gradients(
    _ shape: ConvolutionShape, input: Buffer? = nil, weights: Buffer? = nil, _ cotangent: Buffer,
    choices: MaxPooling.Choices? = nil
  ) -> Convolution.Gradients {
    Convolution.gradients(input: input, weights: weights, cotangent: cotangent, choices: choices, shape: shape)
  }
}
