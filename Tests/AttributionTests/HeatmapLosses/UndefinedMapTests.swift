import Attribution
import Autodiff
import Kernels
import TestKit
import Testing

/// Maps without a positive value, where the author's loss gave NaN or a free pass (study, section 3).
@Suite struct UndefinedMapTests {
  /// Losses of a map's form alone, which nothing defined can exceed.
  private let bounded: [any HeatmapLoss] = [PaperLoss(), EnergyLoss(), L1Loss(), DiceLoss()]
  private let losses: [any HeatmapLoss] = [PaperLoss(), EnergyLoss(), L1Loss(), DiceLoss(), MaskLoss()]

  /// Two of six cells are in the heart, one of them in part.
  private let outside = Tensor([1, 2, 3], [1, 0, 0.25, 1, 1, 1])

  private static let maps: [[Float]] = [
    [0, 0, 0, 0, 0, 0], [-0.0, 0, 0, -0.0, 0, 0], [-1, -2, -3, -4, -5, -6], [-6, -1, -1, -1, -1, -1],
    [0, -1, -1, 0, 0, 0], [-1, 0, 0, -1, -1, -1], [-1e-30, -1e-30, -1e-30, -1e-30, -1e-30, -1e-30],
    [-1e30, -2e30, -1e30, -1e30, -1e30, -1e30], [-3e38, -3e38, -3e38, -3e38, -3e38, -3e38],
    [1e-30, 1e-30, 1e-30, 1e-30, 1e-30, 1e-30], [.leastNonzeroMagnitude, 0, 0, 0, 0, 0],
  ]

  @Test(arguments: maps) func lossAndGradientAreFinite(values: [Float]) {
    for loss in losses {
      let map = Tensor([1, 2, 3], values).asVariable
      let value = loss.perSample(map: map, outside: outside)
      let slope = gradient(of: value, wrt: [map])[0]
      #expect(value.buffer.isFinite && slope.buffer.isFinite)
      let second = gradient(of: (slope * slope).sum(), wrt: [map])[0]
      #expect(second.array.allSatisfy { !$0.isNaN })
    }
  }

  /// No free pass: nothing defined costs more than a map without a positive value.
  @Test(arguments: maps.prefix(9)) func costsAtLeastAsMuchAsAnyDefinedMap(values: [Float]) {
    var random = RandomGenerator(seed: 1)
    for loss in bounded {
      let undefined = loss.perSample(map: Tensor([1, 2, 3], values), outside: outside).scalar
      let worst = loss.perSample(map: Tensor([1, 2, 3], [1, 0, 0, 1, 1, 1]), outside: outside).scalar
      #expect(undefined >= worst)
      for _ in 0..<100 {
        let drawn = (0..<6).map { _ in Float(random.uniform(in: -1...1)) }
        guard drawn.contains(where: { $0 > 0 }) else { continue }
        // One in a million for rounding.
        #expect(undefined * 1.000001 >= loss.perSample(map: Tensor([1, 2, 3], drawn), outside: outside).scalar)
      }
    }
  }

  /// The slope leads to positive values in the heart, and nowhere else.
  @Test(arguments: maps.prefix(9)) func theSlopeLeadsIntoTheHeart(values: [Float]) {
    for loss in losses {
      let map = Tensor([1, 2, 3], values).asVariable
      let slope = gradient(of: loss.perSample(map: map, outside: outside), wrt: [map])[0].array
      #expect(slope[1] < 0 && slope[2] < 0)
      #expect([0, 3, 4, 5].allSatisfy { slope[$0] >= 0 })
    }
  }

  @Test(arguments: [maps[0], maps[2], maps[3]]) func descentMakesTheMapPositiveInTheHeart(values: [Float]) {
    for loss in losses {
      var map = Tensor([1, 2, 3], values)
      var costs: [Float] = []
      for _ in 0..<200 {
        let variable = map.asVariable
        let value = loss.perSample(map: variable, outside: outside)
        costs.append(value.scalar)
        let slope = gradient(of: value, wrt: [variable], isDifferentiable: false)[0]
        // Steps of one size, since the units of a map are anybody's choice.
        let length = (slope * slope).sum().scalar.squareRoot()
        map = map - slope * (0.1 / max(length, 1e-20))
      }
      if !(loss is MaskLoss) { #expect(costs[0] >= (loss is EnergyLoss || loss is DiceLoss ? 1 : 0.7)) }
      #expect(costs[199] < 0.5 * costs[0])
      #expect((map.array.max() ?? 0) == max(map.array[1], map.array[2]) && map.array[1] > 0)
    }
  }

  /// Samples with and without a map in one batch: each has the loss and the gradient that it has alone.
  @Test func eachSampleOfABatchHasItsOwn() {
    let samples = Self.maps.prefix(9) + [[1, 2, -3, 4, 0, 0.5], [-1, 3, 3, -2, 0, 0]]
    let batchOutside = outside.broadcast(to: [samples.count, 2, 3])
    for loss in losses {
      let batch = Tensor([samples.count, 2, 3], Array(samples.joined())).asVariable
      let together = loss.perSample(map: batch, outside: batchOutside)
      let slopes = gradient(of: together, wrt: [batch])[0]
      #expect(together.shape == [samples.count])
      for (index, values) in samples.enumerated() {
        let map = Tensor([1, 2, 3], values).asVariable
        let alone = loss.perSample(map: map, outside: outside)
        #expect(abs(alone.scalar - together.array[index]) < 1e-6)
        let slope = gradient(of: alone, wrt: [map])[0].array.map(Double.init)
        #expect(relativeError(Array(slopes.array[6 * index..<6 * index + 6]), slope) < 1e-5)
      }
    }
  }

  /// A diverged model must show itself.
  @Test(arguments: 0..<6) func notANumberIsPassedOn(cell: Int) {
    for loss in losses {
      var values: [Float] = [1, 2, 3, -1, -2, -3]
      values[cell] = .nan
      #expect(!loss.perSample(map: Tensor([1, 2, 3], values), outside: outside).buffer.isFinite)
    }
  }
}
