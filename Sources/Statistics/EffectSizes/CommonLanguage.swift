/// Common-language effect size: the probability that a value of the first sample is higher than one of the second, a tied
/// pair counting one half (McGraw and Wong, Psychological Bulletin 111, 1992; Vargha and Delaney's A, 2000).
///
/// - Returns: 0 (every value of `a` is lower) to 1 (every value is higher); 0.5 where neither sample tends to be higher.
/// - Throws: `StatisticsError` where a sample is empty or holds a NaN.
public func commonLanguageEffectSize(_ a: [Double], _ b: [Double]) throws -> Double {
  commonLanguageEffectSize(u: try PooledRanks(a, b).u, sizes: (a.count, b.count))
}

/// The same from the first sample's U.
func commonLanguageEffectSize(u: Double, sizes: (Int, Int)) -> Double {
  u / (Double(sizes.0) * Double(sizes.1))
}
