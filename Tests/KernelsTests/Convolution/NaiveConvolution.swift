import Kernels

/// Convolution and its gradients as their definition has them, in Float64: what the fast ones are compared with.
struct NaiveConvolution {
  let shape: ConvolutionShape
  let input: [Float]
  let weights: [Float]
  let cotangent: [Float]

  /// Random operands of a convolution, between -1 and 1.
  init(_ shape: ConvolutionShape, seed: UInt64) {
    self.shape = shape
    var random = RandomGenerator(seed: seed)
    func draw(_ count: Int) -> [Float] { (0..<count).map { _ in Float(random.uniform(in: -1...1)) } }
    (input, weights, cotangent) = (draw(shape.inputCount), draw(shape.weightCount), draw(shape.outputCount))
  }

  /// One element of the output: output pixel (row counts over the batch) and output channel.
  func output(at index: Int) -> Double {
    let (pixel, channel) = index.quotientAndRemainder(dividingBy: shape.outputChannels)
    var sum = 0.0
    visitTaps(of: pixel, offset: 1) { tap, neighbour in
      for c in 0..<shape.inputChannels {
        sum +=
          Double(input[neighbour * shape.inputChannels + c])
          * Double(weights[(tap * shape.inputChannels + c) * shape.outputChannels + channel])
      }
    }
    return sum
  }

  /// One element of the input's gradient.
  func inputGradient(at index: Int) -> Double {
    let (pixel, channel) = index.quotientAndRemainder(dividingBy: shape.inputChannels)
    var sum = 0.0
    visitTaps(of: pixel, offset: -1) { tap, neighbour in
      for o in 0..<shape.outputChannels {
        sum +=
          Double(cotangent[neighbour * shape.outputChannels + o])
          * Double(weights[(tap * shape.inputChannels + channel) * shape.outputChannels + o])
      }
    }
    return sum
  }

  /// One element of the weights' gradient.
  func weightGradient(at index: Int) -> Double {
    let (rest, o) = index.quotientAndRemainder(dividingBy: shape.outputChannels)
    let (wantedTap, c) = rest.quotientAndRemainder(dividingBy: shape.inputChannels)
    var sum = 0.0
    for pixel in 0..<shape.batch * shape.height * shape.width {
      visitTaps(of: pixel, offset: 1) { tap, neighbour in
        guard tap == wantedTap else { return }
        sum +=
          Double(input[neighbour * shape.inputChannels + c]) * Double(cotangent[pixel * shape.outputChannels + o])
      }
    }
    return sum
  }

  /// Calls `body` with each of the nine taps and the pixel there; `offset` -1 reads the kernel the other way round.
  private func visitTaps(of pixel: Int, offset: Int, _ body: (_ tap: Int, _ neighbour: Int) -> Void) {
    let (row, x) = pixel.quotientAndRemainder(dividingBy: shape.width)
    let y = row % shape.height
    for a in 0..<3 {
      for b in 0..<3 {
        let (dy, dx) = (offset * (a - 1), offset * (b - 1))
        guard (0..<shape.height).contains(y + dy), (0..<shape.width).contains(x + dx) else { continue }
        body(3 * a + b, pixel + dy * shape.width + dx)
      }
    }
  }
}

/// The largest difference at the given indices, over the largest magnitude there.
func relativeError(_ values: Buffer?, at indices: some Sequence<Int>, _ expected: (Int) -> Double) -> Double {
  guard let values else { return .infinity }
  var (difference, magnitude) = (0.0, Double(Float.leastNormalMagnitude))
  for index in indices {
    let reference = expected(index)
    guard values[index].isFinite else { return .infinity }
    difference = max(difference, abs(Double(values[index]) - reference))
    magnitude = max(magnitude, abs(reference))
  }
  return difference / magnitude
}
