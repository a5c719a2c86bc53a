/// Estimates how much higher one of two independent samples is: the median of all differences between a value of the
/// first and a value of the second (Hodges and Lehmann, Annals of Mathematical Statistics 34, 1963).
///
/// The interval runs from the k-th smallest to the k-th largest of these differences, k the largest rank for which
/// P(U <= k - 1) is at most half of what the confidence leaves (Moses, in Walker and Lev, Statistical Inference, 1953).
/// U's distribution is exact up to 50 distinct values a sample, else normal. With ties, the variance stays the one
/// without: such an interval covers at least as often (Noether, Journal of the American Statistical Association 62,
/// 1967).
/// - Throws: `StatisticsError` where a sample is empty or holds a NaN or an infinity, where differences exceed the
///   largest number, or where `confidence` is not within 0 and 1.
public func hodgesLehmannShift(_ a: [Double], _ b: [Double], confidence: Double = 0.95) throws -> HodgesLehmann {
  try requireFiniteNumbers(a, called: SampleName.first)
  try requireFiniteNumbers(b, called: SampleName.second)
  try requireShare(confidence, called: "confidence")
  let (a, b) = (a.sorted(), b.sorted())
  guard (a[a.count - 1] - b[0]).isFinite, (a[0] - b[b.count - 1]).isFinite else {
    throw StatisticsError(SampleName.both, .unexpected(expected: "finite differences", found: "an infinite one"))
  }
  let pairs = a.count * b.count
  let isExact = max(a.count, b.count) <= 50 && Set(a + b).count == a.count + b.count
  let rank: Int
  if isExact {
    let sizes = (smaller: min(a.count, b.count), larger: max(a.count, b.count))
    rank = outermostRank(of: pairs, confidence: confidence) {
      mannWhitneyLowerTail(upTo: $0, smaller: sizes.smaller, larger: sizes.larger)
    }
  } else {
    let variance = Double(pairs) * Double(a.count + b.count + 1) / 12
    rank = outermostRank(of: pairs, confidence: confidence, variance: variance)
  }
  return HodgesLehmann(
    count: pairs, rank: rank, confidence: confidence, method: isExact ? .exact : .asymptotic
  ) { bound in
    // Both samples are sorted: the first partner that is high enough only moves up.
    var partner = 0
    return a.reduce(0) { count, value in
      while partner < b.count, value - b[partner] > bound { partner += 1 }
      return count + b.count - partner
    }
  }
}
