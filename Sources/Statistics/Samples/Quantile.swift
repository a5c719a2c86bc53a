/// The value below which a share of the sample lies, interpolated linearly between the two nearest order statistics
/// (type 7 of Hyndman and Fan, The American Statistician 50, 1996; NumPy's default).
///
/// - Parameter probability: 0 for the minimum, 0.25 for the lower quartile, 0.5 for the median, 1 for the maximum.
/// - Returns: the quantile, in the sample's unit; NaN only between infinities of opposite sign.
/// - Throws: `StatisticsError` where `sample` is empty or holds a NaN.
public func quantile(_ sample: [Double], _ probability: Double) throws -> Double {
  precondition((0...1).contains(probability), "a probability is within 0...1")
  try requireNumbers(sample, called: "sample")
  return quantile(sorted: sample.sorted(), probability)
}

/// The middle value, or the mean of the two middle values, in the sample's unit.
/// - Throws: `StatisticsError` where `sample` is empty or holds a NaN.
public func median(_ sample: [Double]) throws -> Double {
  try quantile(sample, 0.5)
}

/// Lower quartile, median and upper quartile of a sample.
struct Quartiles {
  var lower: Double
  var median: Double
  var upper: Double

  init(_ sample: [Double]) throws {
    try requireNumbers(sample, called: "sample")
    let sorted = sample.sorted()
    lower = quantile(sorted: sorted, 0.25)
    median = quantile(sorted: sorted, 0.5)
    upper = quantile(sorted: sorted, 0.75)
  }
}

/// The same of values in ascending order.
func quantile(sorted: [Double], _ probability: Double) -> Double {
  let position = probability * Double(sorted.count - 1)
  let below = Int(position)
  let share = position - Double(below)
  // Exactly on a value, or between equal values: no arithmetic, which infinities would turn into NaN.
  guard share > 0, sorted[below] != sorted[below + 1] else { return sorted[below] }
  // Weighted, and not value + share * difference, so that the difference of huge values cannot overflow.
  return sorted[below] * (1 - share) + sorted[below + 1] * share
}
