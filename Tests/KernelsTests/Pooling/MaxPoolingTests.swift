import Kernels
import Testing

@Suite struct MaxPoolingTests {
  /// The indices of the four inputs of each output, in reading order.
  private static func windows(_ shape: PoolingShape) -> [[Int]] {
    var windows: [[Int]] = []
    for image in 0..<shape.batch {
      for row in 0..<shape.height / 2 {
        for column in 0..<shape.width / 2 {
          for channel in 0..<shape.channels {
            windows.append(
              [(0, 0), (0, 1), (1, 0), (1, 1)].map { dy, dx in
                ((image * shape.height + 2 * row + dy) * shape.width + 2 * column + dx) * shape.channels + channel
              })
          }
        }
      }
    }
    return windows
  }

  private static let shapes = [1, 2, 3, 4, 7].flatMap { height in
    [1, 2, 5, 6].flatMap { width in
      [1, 3, 8, 19].map { PoolingShape(batch: 2, height: height, width: width, channels: $0) }
    }
  }

  /// Values of few levels, so that many windows have ties: the first in reading order is chosen.
  @Test(arguments: shapes) func choosesTheFirstMaximum(shape: PoolingShape) {
    var random = RandomGenerator(seed: 3)
    let values = (0..<shape.inputCount).map { _ in Float(random.uniform(below: 4)) - 2 }
    let (maxima, choices) = MaxPooling.maximum(Buffer(values), shape: shape)
    let chosen = Self.windows(shape).map { window in
      window.dropFirst().reduce(window[0]) { values[$1] > values[$0] ? $1 : $0 }
    }
    #expect(maxima.array == chosen.map { values[$0] })

    let others = (0..<shape.inputCount).map { _ in Float(random.uniform(in: -1...1)) }
    #expect(MaxPooling.gather(Buffer(others), choices).array == chosen.map { others[$0] })

    let cotangent = chosen.indices.map { Float($0 + 1) }
    var scattered = [Float](repeating: 0, count: shape.inputCount)
    for (index, value) in zip(chosen, cotangent) { scattered[index] = value }
    #expect(MaxPooling.scatter(Buffer(cotangent), choices).array == scattered)
  }

  /// A diverged model must show itself, wherever in a window its NaN lies.
  @Test(arguments: [1, 8, 9], 0..<4) func notANumberWins(channels: Int, corner: Int) {
    let shape = PoolingShape(batch: 1, height: 2, width: 2, channels: channels)
    for (others, name) in [(Float(5), "5"), (-.infinity, "-infinity"), (.infinity, "infinity")] {
      for channel in 0..<channels {
        var values = [Float](repeating: others, count: 4 * channels)
        values[corner * channels + channel] = .nan
        let maxima = MaxPooling.maximum(Buffer(values), shape: shape).values.array
        #expect(maxima[channel].isNaN, "among \(name)")
        #expect(maxima.filter(\.isNaN).count == 1)
      }
    }
  }

  @Test func infinitiesAreOrdered() {
    let shape = PoolingShape(batch: 1, height: 2, width: 4, channels: 1)
    let values: [Float] = [-.infinity, -.infinity, -1, .infinity, -.infinity, -3e38, 0, 2]
    #expect(MaxPooling.maximum(Buffer(values), shape: shape).values.array == [-3e38, .infinity])
  }
}
