import Kernels
import Testing

/// Serialized, because the number of threads is the whole process's. Results of tests beside it do not depend on it.
@Suite(.serialized) struct ThreadsTests {
  @Test(arguments: [
    // Winograd by 4 x 4 tiles, by 6 x 6 tiles, and by panels of large weights of both; columns.
    ConvolutionShape(batch: 3, height: 28, width: 16, inputChannels: 32, outputChannels: 48),
    ConvolutionShape(batch: 3, height: 29, width: 17, inputChannels: 32, outputChannels: 48),
    ConvolutionShape(batch: 2, height: 6, width: 6, inputChannels: 256, outputChannels: 256),
    ConvolutionShape(batch: 2, height: 6, width: 8, inputChannels: 320, outputChannels: 320),
    ConvolutionShape(batch: 2, height: 27, width: 14, inputChannels: 3, outputChannels: 16),
  ])
  func convolutionsDoNotDependOnThem(shape: ConvolutionShape) {
    let naive = NaiveConvolution(shape, seed: 1)
    let bias = Buffer(Array(naive.weights.prefix(shape.outputChannels)))
    let pooledCotangent = Buffer(Array(naive.cotangent.prefix(shape.pooling.outputCount)))
    let results = [1, 2, 5].map { threads in
      Threads.setCount(threads)
      defer { Threads.setCount(1) }
      // New buffers, so that nothing that was kept beside the old ones is used again.
      let (input, weights) = (Buffer(naive.input), Buffer(naive.weights))
      let pooled = Convolution.pooledForward(input: input, weights: weights, bias: bias, shape: shape)
      let gradients = [nil, pooled.choices].map { choices in
        Convolution.gradients(
          input: input, weights: weights, cotangent: choices == nil ? Buffer(naive.cotangent) : pooledCotangent,
          choices: choices, shape: shape)
      }
      let whole = Convolution.forward(input: input, weights: weights, bias: bias, shape: shape)
      return [whole.array, pooled.values.array]
        + gradients.flatMap { [$0.input?.array ?? [], $0.weights?.array ?? []] }
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
    #expect(results[0].allSatisfy { $0.contains { $0 != 0 } })
  }

  @Test func elementWiseWorkDoesNotDependOnThem() {
    let count = 100_003
    var random = RandomGenerator(seed: 2)
    let x = Buffer((0..<count).map { _ in Float(random.uniform(in: -1...1)) })
    let results = [1, 3].map { threads in
      Threads.setCount(threads)
      defer { Threads.setCount(1) }
      var (first, second) = (Buffer(repeating: 0, count: count), Buffer(repeating: 0, count: count))
      let step = AdamStep(
        learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, firstCorrection: 0.1, secondCorrection: 1e-3)
      let updated = step(parameter: x, gradient: x, firstMoment: &first, secondMoment: &second)
      return ([updated, ElementWise.relu(x), ElementWise.add(x, x), first, second]).map(\.array)
    }
    #expect(results[0] == results[1])
  }
}
