/// Estimates the middle of paired differences: the median of the Walsh averages (d_i + d_j) / 2, i <= j, the
/// pseudomedian (Hodges and Lehmann, Annals of Mathematical Statistics 34, 1963).
///
/// The interval runs from the k-th smallest to the k-th largest average, k the largest rank for which P(W <= k - 1) is
/// at most half of what the confidence leaves, W the signed-rank statistic (Tukey, 1949; Hollander and Wolfe,
/// Nonparametric Statistical Methods, chapter 3). Its distribution is exact up to 50 differences where none is 0 and no
/// magnitude occurs twice; otherwise normal, with the variance without ties, so that ties make the interval wider and
/// not too narrow.
/// - Parameter differences: first less second value of each pair.
/// - Throws: `StatisticsError` where there are no differences, where one is NaN or infinite, or where `confidence` is
///   not within 0 and 1.
public func hodgesLehmannPaired(_ differences: [Double], confidence: Double = 0.95) throws -> HodgesLehmann {
  try requireFiniteNumbers(differences, called: SampleName.differences)
  try requireShare(confidence, called: "confidence")
  let sorted = differences.sorted()
  let count = sorted.count
  let averages = count * (count + 1) / 2
  let isExact = count <= 50 && !sorted.contains(0) && Set(sorted.map(abs)).count == count
  let rank: Int
  if isExact {
    let doubledRanks = (1...count).map { 2 * $0 }
    rank = outermostRank(of: averages, confidence: confidence) {
      signedRankLowerTail(upTo: 2 * $0, doubledRanks: doubledRanks)
    }
  } else {
    let variance = Double(averages) * Double(2 * count + 1) / 12
    rank = outermostRank(of: averages, confidence: confidence, variance: variance)
  }
  return HodgesLehmann(
    count: averages, rank: rank, confidence: confidence, method: isExact ? .exact : .asymptotic
  ) { bound in
    // As the first value of a pair rises, fewer second ones are low enough.
    var end = count
    return sorted.indices.reduce(0) { total, first in
      while end > first, sorted[first] / 2 + sorted[end - 1] / 2 > bound { end -= 1 }
      return total + max(end - first, 0)
    }
  }
}
