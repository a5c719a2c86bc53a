/// The median with its BCa interval, in the sample's unit. For pairs, give their differences: the interval is that of
/// the median difference, and pairs stay together.
/// - Throws: `StatisticsError` where there are fewer than 2 values or one is NaN or infinite.
public func bootstrapMedian(_ sample: [Double], _ resampling: Resampling = Resampling()) throws -> BootstrapInterval {
  try requireFiniteNumbers(sample, called: "sample")
  return try bootstrap(sample, resampling) { try median($0) }
}

/// The first sample's median less the second's with its BCa interval, in the samples' unit.
/// - Throws: `StatisticsError` where a sample has fewer than 2 values or holds a NaN or an infinity.
public func bootstrapMedianDifference(
  _ a: [Double], _ b: [Double], _ resampling: Resampling = Resampling()
) throws -> BootstrapInterval {
  try requireFiniteNumbers(a, called: SampleName.first)
  try requireFiniteNumbers(b, called: SampleName.second)
  return try bootstrap(a, b, resampling) { try median($0) - median($1) }
}

/// The common-language effect size with its BCa interval, 0 to 1. Without interval where the samples do not overlap.
/// - Throws: `StatisticsError` where a sample has fewer than 2 values or holds a NaN.
public func bootstrapCommonLanguage(
  _ a: [Double], _ b: [Double], _ resampling: Resampling = Resampling()
) throws -> BootstrapInterval {
  try bootstrap(a, b, resampling) { try commonLanguageEffectSize($0, $1) }
}

/// Cohen's d with its BCa interval. Without interval where a resample happens to hold two constant samples, which is
/// likely only for very few or heavily tied values.
/// - Throws: `StatisticsError` where a sample has fewer than 2 values or holds a NaN or an infinity, or where neither
///   varies.
public func bootstrapCohenD(
  _ a: [Double], _ b: [Double], _ resampling: Resampling = Resampling()
) throws -> BootstrapInterval {
  try bootstrap(a, b, resampling) { try cohenD($0, $1) }
}

/// The median of the differences of pairs, first less second, with its BCa interval, in the samples' unit. Whole pairs
/// are drawn.
/// - Throws: `StatisticsError` where the samples' lengths differ, where there are fewer than 2 pairs, or where a
///   difference is NaN or infinite.
public func bootstrapPairedMedianDifference(
  _ a: [Double], _ b: [Double], _ resampling: Resampling = Resampling()
) throws -> BootstrapInterval {
  try requirePairs(a, b)
  let differences = zip(a, b).map { $0 - $1 }
  try requireFiniteNumbers(differences, called: SampleName.differences)
  return try bootstrapMedian(differences, resampling)
}
