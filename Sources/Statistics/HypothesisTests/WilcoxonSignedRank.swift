/// Outcome of the two-sided Wilcoxon signed-rank test of paired samples.
public struct WilcoxonSignedRank: Codable, Sendable, Equatable {
  /// How p was found.
  public enum Method: String, Codable, Sendable, CaseIterable {
    /// Every way in which the differences' signs could have fallen.
    case exact
    /// The normal approximation with tie correction and, as is SciPy's default, without continuity correction.
    case asymptotic
  }

  /// The smaller of the rank sums of the positive and of the negative differences, without unit.
  public var statistic: Double
  /// Probability of a statistic this low or lower, were positive and negative differences of any size equally likely.
  public var p: Double
  public var method: Method
  /// Differences other than 0: the only ones that are ranked.
  public var count: Int
  /// Matched-pairs rank-biserial correlation: the positive differences' share of the rank sum less the negative ones'
  /// share (Kerby, Comprehensive Psychology 3, 2014). -1 to 1; nil where every difference is 0.
  public var rankBiserial: Double?

  public init(statistic: Double, p: Double, method: Method, count: Int, rankBiserial: Double?) {
    self.statistic = statistic
    self.p = p
    self.method = method
    self.count = count
    self.rankBiserial = rankBiserial
  }
}

/// Tests whether the differences of pairs lie around 0 (Wilcoxon, Biometrics Bulletin 1, 1945). Two-sided.
///
/// Differences of 0 are left out, as Wilcoxon did. p is exact by SciPy's rule: up to 50 differences where none is 0 and
/// no magnitude occurs twice, up to 13 otherwise, zeros counted. Where every difference is 0, p is 1. Infinite
/// differences have the highest ranks.
/// - Parameter differences: first less second value of each pair.
/// - Throws: `StatisticsError` where there are no differences or one is NaN.
public func wilcoxonSignedRank(_ differences: [Double]) throws -> WilcoxonSignedRank {
  try requireNumbers(differences, called: SampleName.differences)
  let nonzero = differences.filter { $0 != 0 }
  let midranks = Midranks(nonzero.map(abs))
  let positive = zip(nonzero, midranks.ranks).reduce(0) { $1.0 > 0 ? $0 + $1.1 : $0 }
  let n = Double(nonzero.count)
  let total = n * (n + 1) / 2
  let statistic = min(positive, total - positive)

  let isPlain = nonzero.count == differences.count && midranks.tieTerm == 0
  let isExact = differences.count <= (isPlain ? 50 : 13)
  let p: Double
  if nonzero.isEmpty {
    p = 1
  } else if isExact {
    let doubledRanks = midranks.ranks.map { Int(2 * $0) }
    p = min(2 * signedRankLowerTail(upTo: Int(2 * statistic), doubledRanks: doubledRanks), 1)
  } else {
    let variance = (n * (n + 1) * (2 * n + 1) - midranks.tieTerm / 2) / 24
    p = min(2 * NormalDistribution.upperTail((total / 2 - statistic) / variance.squareRoot()), 1)
  }
  return WilcoxonSignedRank(
    statistic: statistic, p: p, method: isExact ? .exact : .asymptotic, count: nonzero.count,
    rankBiserial: nonzero.isEmpty ? nil : (2 * positive - total) / total)
}
