import Foundation

/// The standard normal distribution: mean 0, standard deviation 1.
package enum NormalDistribution {
  /// Probability of a value above `z`, with full relative precision far into the tail (p near 1e-300 at z = 37).
  package static func upperTail(_ z: Double) -> Double {
    0.5 * erfc(z / 2.0.squareRoot())
  }

  /// The value below which probability `p`, in 0 < p < 1, lies, to about 1e-8 (Beasley and Springer, Algorithm AS 111,
  /// Applied Statistics 26, 1977).
  ///
  /// More digits would be easy and wrong: Royston's published weights are defined by this approximation, and every
  /// common implementation of the Shapiro-Wilk test uses it.
  static func quantileForShapiroWilk(_ p: Double) -> Double {
    let centred = p - 0.5
    if abs(centred) <= 0.42 {
      let square = centred * centred
      let numerator = polynomial([2.50662823884, -18.61500062529, 41.39119773534, -25.44106049637], at: square)
      let denominator = polynomial(
        [1, -8.47351093090, 23.08336743743, -21.06224101826, 3.13082909833], at: square)
      return centred * numerator / denominator
    }
    let tail = (-log(centred > 0 ? 1 - p : p)).squareRoot()
    let numerator = polynomial([-2.78718931138, -2.29796479134, 4.85014127135, 2.32121276858], at: tail)
    let magnitude = numerator / polynomial([1, 3.54388924762, 1.63706781897], at: tail)
    return centred < 0 ? -magnitude : magnitude
  }
}

/// Value at `x` of the polynomial with these coefficients, the constant first (Horner's rule).
func polynomial(_ coefficients: [Double], at x: Double) -> Double {
  coefficients.reversed().reduce(0) { $0 * x + $1 }
}
