import Foundation

/// Student's t distribution (Student, Biometrika 6, 1908). Degrees of freedom are above 0 and need not be whole.
package enum StudentT {
  /// Probability of a value of at most `t`; NaN where an argument is, or where there are no degrees of freedom.
  package static func cumulative(_ t: Double, degreesOfFreedom: Double) -> Double {
    upperTail(-t, degreesOfFreedom: degreesOfFreedom)
  }

  /// Probability of a value above `t`, with full relative precision far into the tail: half of I_x(v/2, 1/2), where v
  /// is the degrees of freedom and x = v / (v + t^2).
  package static func upperTail(_ t: Double, degreesOfFreedom v: Double) -> Double {
    guard !t.isNaN, v > 0 else { return .nan }
    if t < 0 { return 1 - upperTail(-t, degreesOfFreedom: v) }
    if t.isInfinite { return 0 }
    if v > 1e5 { return NormalDistribution.upperTail(normalised(t, degreesOfFreedom: v)) }
    // t / root rather than t^2 / v: the square of a large t would overflow.
    let ratio = t / v.squareRoot()
    let square = ratio * ratio
    let logarithm = square.isFinite ? log1p(square) : 2 * log(t) - log(v)
    let factor = exp(-v / 2 * logarithm) / betaOfHalf(v / 2)
    let complement = square.isFinite ? square / (1 + square) : 1
    let x = 1 / (1 + square)
    if x < (v / 2 + 1) / (v / 2 + 2.5) {
      return factor * complement.squareRoot() / v * incompleteBetaFraction(x, v / 2, 0.5)
    }
    return 0.5 - factor * complement.squareRoot() * incompleteBetaFraction(complement, 0.5, v / 2)
  }

  /// The value below which probability `p` lies.
  ///
  /// - Returns: negative infinity for 0, infinity for 1 or where the value is beyond the largest number, NaN for what
  ///   is no probability.
  package static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    guard p > 0, p < 1, degreesOfFreedom > 0 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    if p > 0.5 { return magnitude(tail: 1 - p, degreesOfFreedom: degreesOfFreedom) }
    return -magnitude(tail: p, degreesOfFreedom: degreesOfFreedom)
  }

  /// The value of 0 or more above which probability `tail`, at most one half, lies; by halving a bracket.
  private static func magnitude(tail: Double, degreesOfFreedom: Double) -> Double {
    guard tail < 0.5 else { return 0 }
    var (low, high) = (0.0, 1.0)
    while upperTail(high, degreesOfFreedom: degreesOfFreedom) > tail {
      (low, high) = (high, high * 2)
      if high.isInfinite { return .infinity }
    }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return middle }
      if upperTail(middle, degreesOfFreedom: degreesOfFreedom) > tail { low = middle } else { high = middle }
    }
  }

  /// B(a, 1/2) = root of pi x Gamma(a) / Gamma(a + 1/2).
  private static func betaOfHalf(_ a: Double) -> Double {
    guard a > 40 else { return Double.pi.squareRoot() * exp(lgamma(a) - lgamma(a + 0.5)) }
    // Large logarithms of Gamma would cancel; their difference has a series in 1/a (DLMF 5.11.13).
    let series = polynomial(
      [1, 1 / 8, 1 / 128, -5 / 1024, -21 / 32768, 399 / 262144, 869 / 4_194_304], at: 1 / a)
    return (Double.pi / a).squareRoot() * series
  }

  /// The normal value with the same tail, for many degrees of freedom (Hill, Algorithm 395, Communications of the ACM
  /// 13, 1970): beyond 100,000 its error is below rounding.
  private static func normalised(_ t: Double, degreesOfFreedom v: Double) -> Double {
    guard v.isFinite else { return t }
    let a = v - 0.5
    let b = 48 * a * a
    let ratio = t / v.squareRoot()
    let w = (a * log1p(ratio * ratio)).squareRoot()
    guard w.isFinite else { return .infinity }
    let square = w * w
    let second = polynomial([855, 240, 33, 4], at: square) / (10 * b * (b + 0.8 * square * square + 100))
    return w + w * ((square + 3) / b - second)
  }
}
