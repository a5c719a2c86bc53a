import Foundation

/// Regularised incomplete beta function I_x(a, b) less its leading factor: the continued fraction of DLMF 8.17.22, by
/// the algorithm of Lentz (Applied Optics 15, 1976). I_x(a, b) = x^a (1 - x)^b / (a B(a, b)) times this.
///
/// It converges fast where x is below (a + 1) / (a + b + 2); beyond, use I_x(a, b) = 1 - I_(1-x)(b, a).
func incompleteBetaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  // Lentz's algorithm divides by both; neither may be exactly 0.
  let tiny = 1e-300
  func nonzero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
  var numerator = 1.0
  var denominator = 1 / nonzero(1 - (a + b) * x / (a + 1))
  var fraction = denominator
  for step in 1...10_000 {
    let m = Double(step)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    var change = 1.0
    for term in [even, odd] {
      denominator = 1 / nonzero(1 + term * denominator)
      numerator = nonzero(1 + term / numerator)
      change = denominator * numerator
      fraction *= change
    }
    if abs(change - 1) <= .ulpOfOne { break }
  }
  return fraction
}
