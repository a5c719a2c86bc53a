/// Cohen's d of independent samples: the first mean less the second, in units of the pooled standard deviation (Cohen,
/// Statistical Power Analysis for the Behavioral Sciences, 1988, with Bessel's correction in both variances).
///
/// A sample of one value adds no spread of its own: d then is in units of the other sample's standard deviation.
/// - Returns: d, without unit; positive where the first mean is higher. It does not depend on the scale of the values.
/// - Throws: `StatisticsError` where a sample is empty or a value is NaN or infinite, where there are fewer than three
///   values in all, or where neither sample varies.
public func cohenD(_ a: [Double], _ b: [Double]) throws -> Double {
  try requireFiniteNumbers(a, called: SampleName.first)
  try requireFiniteNumbers(b, called: SampleName.second)
  guard a.count + b.count >= 3 else {
    throw StatisticsError(SampleName.both, .tooFew(needed: 3, found: a.count + b.count))
  }
  let exponent = -binaryExponent(ofLargest: a + b)
  let a = scaled(a, byPowerOfTwo: exponent)
  let b = scaled(b, byPowerOfTwo: exponent)
  let squares = squaredDeviations(ofScaled: a) + squaredDeviations(ofScaled: b)
  guard squares > 0 else { throw StatisticsError(SampleName.both, .constant) }
  let deviation = (squares / Double(a.count + b.count - 2)).squareRoot()
  return (meanOfScaled(a) - meanOfScaled(b)) / deviation
}
