import Foundation
import Kernels
import Testing

@Suite struct NormalTests {
  /// From scripts/golden/cardiac.py, bit for bit.
  @Test func firstNumbersAreTheReferenceImplementations() {
    var generator = RandomGenerator(seed: 2026)
    let numbers = (0..<6).map { _ in generator.normal() }
    #expect(
      numbers == [
        0x1.244e_d0b1_5c92_9p-1, -0x1.accc_e762_a260_1p+0, 0x1.2e9e_7869_e404_bp-1, 0x1.1811_8ea1_f4c9_8p-1,
        0x1.73d4_59e9_83e1_5p-2, 0x1.6e74_8ae1_0690_cp-2,
      ])
  }

  /// Within four standard errors of mean 0, variance 1, third moment 0 and fourth moment 3.
  @Test func momentsAreTheStandardNormals() {
    var generator = RandomGenerator(seed: 11)
    let count = 1_000_000.0
    var sums = [0.0, 0, 0, 0]
    for _ in 0..<Int(count) {
      let number = generator.normal()
      for power in 1...4 {
        sums[power - 1] += pow(number, Double(power))
      }
    }
    let moments = sums.map { $0 / count }
    #expect(abs(moments[0]) < 4 * (1 / count).squareRoot())
    #expect(abs(moments[1] - 1) < 4 * (2 / count).squareRoot())
    #expect(abs(moments[2]) < 4 * (15 / count).squareRoot())
    #expect(abs(moments[3] - 3) < 4 * (96 / count).squareRoot())
  }

  @Test func tailsAreTheStandardNormals() {
    var generator = RandomGenerator(seed: 12)
    let count = 1_000_000
    var beyond = [1.0: 0, 2.0: 0, 3.0: 0]
    for _ in 0..<count {
      let size = abs(generator.normal())
      for (limit, number) in beyond where size > limit {
        beyond[limit] = number + 1
      }
    }
    for (limit, number) in beyond {
      let share = erfc(limit / 2.0.squareRoot())
      let standardError = (share * (1 - share) / Double(count)).squareRoot()
      #expect(abs(Double(number) / Double(count) - share) < 4 * standardError)
    }
  }

  @Test func bothOfAPairAreIndependent() {
    var generator = RandomGenerator(seed: 13)
    var sum = 0.0
    for _ in 0..<100_000 {
      sum += generator.normal() * generator.normal()
    }
    #expect(abs(sum / 100_000) < 4 / 100_000.0.squareRoot())
  }
}
