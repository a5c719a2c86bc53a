import Foundation

/// Gauss-Legendre quadrature: the integral over 0...1 as a weighted sum, exact for polynomials of degree 2 n - 1.
enum GaussLegendre {
  /// The roots of the Legendre polynomial of degree `count`, moved from -1...1 to 0...1, in ascending order; weights add up to 1.
  static func points(count: Int) -> [(place: Double, weight: Double)] {
    (0..<count).reversed().map { index in
      // Newton's method from Tricomi's estimate, which is so near that few steps reach the last bit.
      var root = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      for _ in 0..<10 {
        let (value, slope) = legendre(degree: count, at: root)
        root -= value / slope
      }
      let slope = legendre(degree: count, at: root).slope
      return ((1 + root) / 2, 1 / ((1 - root * root) * slope * slope))
    }
  }

  /// The polynomial and its derivative, by the three-term recurrence.
  private static func legendre(degree: Int, at x: Double) -> (value: Double, slope: Double) {
    var (previous, current) = (1.0, x)
    for n in stride(from: 2, through: degree, by: 1) {
      (previous, current) = (current, (Double(2 * n - 1) * x * current - Double(n - 1) * previous) / Double(n))
    }
    return (current, Double(degree) * (previous - x * current) / (1 - x * x))
  }
}
