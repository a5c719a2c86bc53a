import Foundation
import Kernels
import Networks
import Testing

@Suite struct InitializerTests {
  /// Fan-in 9 x 64, fan-out 9 x 32; 18,432 values, so that means and deviations are known to about a hundredth.
  private static let shape: Shape = [3, 3, 64, 32]

  private func moments(_ values: [Float]) -> (mean: Double, deviation: Double) {
    let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
    let variance = values.reduce(0) { $0 + pow(Double($1) - mean, 2) } / Double(values.count)
    return (mean, variance.squareRoot())
  }

  @Test func uniformOnesFillTheirBounds() {
    for (initializer, bound) in [
      (Initializer.heUniform, (6.0 / 576).squareRoot()), (.glorotUniform, (6.0 / 864).squareRoot()),
      (.fanInUniform, 1.0 / 24),
    ] {
      let values = initializer.draw(Self.shape, seed: 1).array
      let largest = Double(values.map(abs).max() ?? 0)
      #expect(largest <= bound * (1 + 1e-6) && largest > 0.99 * bound)
      let (mean, deviation) = moments(values)
      #expect(abs(mean) < 0.02 * bound)
      #expect(abs(deviation - bound / 3.0.squareRoot()) < 0.02 * bound)
    }
  }

  @Test func normalOnesHaveTheirDeviation() {
    for (initializer, expected) in [
      (Initializer.heNormal, (2.0 / 576).squareRoot()), (.glorotNormal, (2.0 / 864).squareRoot()),
    ] {
      let values = initializer.draw(Self.shape, seed: 2).array
      let (mean, deviation) = moments(values)
      #expect(abs(mean) < 0.03 * expected)
      #expect(abs(deviation - expected) < 0.03 * expected)
      #expect(values.contains { abs(Double($0)) > 3 * expected })
    }
  }

  @Test func denseKernelsHaveTheirOwnFans() {
    let bound = (6.0 / 100).squareRoot()
    let largest = Double(Initializer.heUniform.draw([100, 40], seed: 3).array.map(abs).max() ?? 0)
    #expect(largest <= bound * (1 + 1e-6) && largest > 0.98 * bound)
    #expect(Initializer.zeros.draw([7], seed: 3).array == [Float](repeating: 0, count: 7))
  }

  @Test func weightsAreAFunctionOfSeedAndName() {
    let first = Network.compact.initialParameters(seed: 5)
    let again = Network.compact.initialParameters(seed: 5)
    let other = Network.compact.initialParameters(seed: 6)
    for name in first.names {
      #expect(first[name].array == again[name].array)
      #expect((first[name].array == other[name].array) == name.hasSuffix("/bias"), "\(name)")
    }
    // The same shape under two names.
    #expect(first["conv4/kernel"].array != first["conv5/kernel"].array)
  }
}
