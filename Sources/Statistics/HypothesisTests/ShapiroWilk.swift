import Foundation

/// Outcome of the Shapiro-Wilk test of normality.
public struct ShapiroWilk: Codable, Sendable, Equatable {
  /// How closely the ordered values follow those of a normal sample: 1 is perfectly, without unit.
  public var w: Double
  /// Probability of a W this low or lower, were the values normal.
  public var p: Double

  public init(w: Double, p: Double) {
    self.w = w
    self.p = p
  }
}

/// Tests whether a sample may come from a normal distribution (Shapiro and Wilk, Biometrika 52, 1965; weights and
/// significance by Royston, Algorithm AS R94, Applied Statistics 44, 1995).
///
/// W and p do not depend on the sample's location and scale.
/// - Parameter sample: 3 to 5,000 finite values, not all the same, in any order.
/// - Throws: `StatisticsError` for any other sample: Royston's approximations were fitted to these lengths only.
public func shapiroWilk(_ sample: [Double]) throws -> ShapiroWilk {
  let subject = "sample"
  try requireFiniteNumbers(sample, atLeast: 3, called: subject)
  guard sample.count <= 5000 else { throw StatisticsError(subject, .tooMany(limit: 5000, found: sample.count)) }
  let sorted = scaled(sample, byPowerOfTwo: -binaryExponent(ofLargest: sample)).sorted()
  let count = sorted.count
  let middle = sorted[count / 2]
  let range = sorted[count - 1] - sorted[0]
  guard range > 0 else { throw StatisticsError(subject, .constant) }
  // Small distances from a large mean keep their digits only when the location is taken off first.
  let standardised = sorted.map { ($0 - middle) / range }

  let weights = roystonWeights(count: count)
  var weighted = 0.0
  for (index, weight) in weights.enumerated() {
    weighted += weight * (standardised[count - 1 - index] - standardised[index])
  }
  let squaredWeights = 2 * weights.reduce(0) { $0 + $1 * $1 }
  let spread = squaredWeights * squaredDeviations(ofScaled: standardised)
  // 1 - W as a product: for nearly normal samples the difference itself would keep few digits, and p depends on it.
  let root = spread.squareRoot()
  let deficit = max((root - weighted) * (root + weighted) / spread, 0)
  if count == 3 {
    // W is at least 3/4 for three values, and rounding may not take it below.
    let w = max(1 - deficit, 0.75)
    return ShapiroWilk(w: w, p: max(1 - 6 / Double.pi * acos(w.squareRoot()), 0))
  }
  return ShapiroWilk(w: 1 - deficit, p: royston(significanceOf: deficit, count: count))
}

/// The weights of the largest, second largest, ... value; the smallest values have the same with a minus sign.
///
/// Royston's are the normalised expected order statistics, with polynomials for the outermost one or two.
private func roystonWeights(count: Int) -> [Double] {
  if count == 3 { return [Double(0.5).squareRoot()] }
  var weights = (1...(count / 2)).map { rank in
    -NormalDistribution.quantileForShapiroWilk((Double(rank) - 0.375) / (Double(count) + 0.25))
  }
  let sumOfSquares = 2 * weights.reduce(0) { $0 + $1 * $1 }
  let length = sumOfSquares.squareRoot()
  let x = 1 / Double(count).squareRoot()
  var outermost = [
    weights[0] / length + polynomial([0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056], at: x)
  ]
  if count > 5 {
    outermost.append(
      weights[1] / length + polynomial([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], at: x))
  }
  // The others are scaled so that all squares sum to 1.
  let replaced = weights.prefix(outermost.count).reduce(0) { $0 + $1 * $1 }
  let given = outermost.reduce(0) { $0 + $1 * $1 }
  let factor = ((sumOfSquares - 2 * replaced) / (1 - 2 * given)).squareRoot()
  for index in weights.indices {
    weights[index] = index < outermost.count ? outermost[index] : weights[index] / factor
  }
  return weights
}

/// p of 1 - W = `deficit`: a function of it is nearly normal, with a mean and a deviation that Royston fitted to `count`.
private func royston(significanceOf deficit: Double, count: Int) -> Double {
  let n = Double(count)
  if count <= 11 {
    // `pole` exceeds log(deficit) always: for n = 4 W cannot fall below 0.62, from n = 5 the pole is positive.
    let pole = 0.459 * n - 2.273
    let mean = polynomial([0.5440, -0.39978, 0.025054, -0.0006714], at: n)
    let deviation = exp(polynomial([1.3822, -0.77857, 0.062767, -0.0020322], at: n))
    return NormalDistribution.upperTail((-log(pole - log(deficit)) - mean) / deviation)
  }
  let mean = polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], at: log(n))
  let deviation = exp(polynomial([-0.4803, -0.082676, 0.0030302], at: log(n)))
  return NormalDistribution.upperTail((log(deficit) - mean) / deviation)
}
