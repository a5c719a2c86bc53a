import Foundation

/// Arithmetic mean, right to the last digit or two for any length and scale (Neumaier's compensated sum, 1974).
///
/// An infinite value makes the mean infinite, infinities of both signs make it NaN, as in IEEE arithmetic.
/// - Throws: `StatisticsError` where `sample` is empty or holds a NaN.
public func mean(_ sample: [Double]) throws -> Double {
  try requireNumbers(sample, called: "sample")
  guard sample.allSatisfy(\.isFinite) else { return sample.reduce(0, +) }
  let exponent = binaryExponent(ofLargest: sample)
  return scalbn(meanOfScaled(scaled(sample, byPowerOfTwo: -exponent)), exponent)
}

/// Mean of finite values whose sum cannot overflow; exactly the value itself where all are the same.
func meanOfScaled(_ values: [Double]) -> Double {
  var sum = 0.0
  var lost = 0.0
  for value in values {
    let next = sum + value
    lost += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
    sum = next
  }
  return (sum + lost) / Double(values.count)
}

/// Sum of the squared distances from the mean; exactly 0 where all values are the same.
func squaredDeviations(ofScaled values: [Double]) -> Double {
  guard let first = values.first, values.contains(where: { $0 != first }) else { return 0 }
  let mean = meanOfScaled(values)
  return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
}
