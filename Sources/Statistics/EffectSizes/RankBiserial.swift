/// Rank-biserial correlation: the share of pairs in which the first sample's value is higher less the share in which it is
/// lower (Kerby, Comprehensive Psychology 3, 2014, by Wendt's formula of 1972).
///
/// - Returns: -1 (every value of `a` is lower) to 1 (every value is higher).
/// - Throws: `StatisticsError` where a sample is empty or holds a NaN.
public func rankBiserialCorrelation(_ a: [Double], _ b: [Double]) throws -> Double {
  rankBiserialCorrelation(u: try PooledRanks(a, b).u, sizes: (a.count, b.count))
}

/// The same from the first sample's U.
func rankBiserialCorrelation(u: Double, sizes: (Int, Int)) -> Double {
  2 * u / (Double(sizes.0) * Double(sizes.1)) - 1
}
