import Foundation
import Kernels
import Testing

@Suite struct NaturalLogarithmTests {
  @Test func agreesWithTheSystemsOverTheUnitInterval() {
    var generator = RandomGenerator(seed: 14)
    var worst = 0.0
    for _ in 0..<200_000 {
      worst = max(worst, unitsApart(1 - generator.uniform()))
    }
    #expect(worst <= 1)
  }

  @Test func agreesWithTheSystemsNearOne() {
    var worst = 0.0
    var (below, above) = (1.0, 1.0)
    for _ in 0..<1000 {
      (below, above) = (below.nextDown, above.nextUp)
      worst = max(worst, unitsApart(below), unitsApart(above))
    }
    #expect(worst <= 1)
  }

  @Test func agreesWithTheSystemsForEveryExponent() {
    var worst = 0.0
    for exponent in -1022...1023 {
      for mantissa in [1, 1.2, 1.414_213_562_373_095, 1.414_213_562_373_095_4, 1.7, 2.0.nextDown] {
        worst = max(worst, unitsApart(mantissa * Double(sign: .plus, exponent: exponent, significand: 1)))
      }
    }
    #expect(worst <= 1)
  }

  @Test func exactWhereItCanBe() {
    #expect(naturalLogarithm(1) == 0)
    #expect(naturalLogarithm(2) == log(2))
  }

  /// The difference from Foundation's logarithm, in units of the last place.
  private func unitsApart(_ x: Double) -> Double {
    abs(naturalLogarithm(x) - log(x)) / log(x).ulp
  }
}
