/// Positions, from 0, of the values more than `factor` interquartile ranges below the lower or above the upper quartile
/// (Tukey, Exploratory Data Analysis, 1977): 1.5 for outliers, 5 for those that no reader would doubt.
///
/// Where a quartile is infinite there is no range to measure by, and no outlier.
/// - Throws: `StatisticsError` where `sample` is empty or holds a NaN, or where `factor` is negative, infinite or NaN.
public func outliers(_ sample: [Double], beyond factor: Double = 1.5) throws -> [Int] {
  guard factor >= 0, factor.isFinite else {
    throw StatisticsError("factor", .unexpected(expected: "a finite number of 0 or more", found: "\(factor)"))
  }
  let quartiles = try Quartiles(sample)
  let distance = factor * (quartiles.upper - quartiles.lower)
  let (lowest, highest) = (quartiles.lower - distance, quartiles.upper + distance)
  return sample.indices.filter { sample[$0] < lowest || sample[$0] > highest }
}
