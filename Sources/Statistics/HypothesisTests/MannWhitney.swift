import Foundation

/// Outcome of the two-sided Mann-Whitney U test.
public struct MannWhitney: Codable, Sendable, Equatable {
  /// How p is found.
  public enum Method: String, Codable, Sendable, CaseIterable {
    /// Exact where the smaller sample has at most 8 values and no value occurs twice, else asymptotic: SciPy's rule.
    case automatic
    /// The distribution of U itself; for distinct values only. Time grows as the product of both sizes and the smaller.
    case exact
    /// The normal approximation with tie and continuity correction.
    case asymptotic
  }

  /// Pairs in which the first sample's value is higher, a tied pair counting one half: 0 to the product of both sizes.
  public var u: Double
  /// Probability of a U at least this far from the middle, were both samples from the same distribution.
  public var p: Double
  /// The method that was used: `exact` or `asymptotic`.
  public var method: Method

  public init(u: Double, p: Double, method: Method) {
    self.u = u
    self.p = p
    self.method = method
  }
}

/// Tests, without any assumption about their shape, whether one of two independent samples tends to be higher than the
/// other (Mann and Whitney, Annals of Mathematical Statistics 18, 1947). Two-sided.
///
/// Infinities have their place in the order like any other value.
/// - Throws: `StatisticsError` where a sample is empty or holds a NaN, or where `exact` meets ties.
public func mannWhitney(_ a: [Double], _ b: [Double], method: MannWhitney.Method = .automatic) throws -> MannWhitney {
  let ranks = try PooledRanks(a, b)
  let isTied = ranks.tieTerm > 0
  let sizes = (smaller: min(a.count, b.count), larger: max(a.count, b.count))
  // The smaller of U and its mirror image: both have the same two-sided p.
  let u = min(ranks.u, Double(a.count) * Double(b.count) - ranks.u)
  let isExact = method == .exact || (method == .automatic && sizes.smaller <= 8 && !isTied)
  guard isExact else {
    return MannWhitney(u: ranks.u, p: asymptoticP(u: u, sizes: sizes, tieTerm: ranks.tieTerm), method: .asymptotic)
  }
  guard !isTied else { throw StatisticsError(SampleName.both, .tied) }
  let tail = mannWhitneyLowerTail(upTo: Int(u), smaller: sizes.smaller, larger: sizes.larger)
  return MannWhitney(u: ranks.u, p: min(2 * tail, 1), method: .exact)
}

/// Two-sided p of the smaller `u`, by the normal distribution of the same mean and of the variance that ties leave.
private func asymptoticP(u: Double, sizes: (smaller: Int, larger: Int), tieTerm: Double) -> Double {
  let pairs = Double(sizes.smaller) * Double(sizes.larger)
  let count = Double(sizes.smaller + sizes.larger)
  let variance = pairs / 12 * (count + 1 - tieTerm / (count * (count - 1)))
  // The half takes back what a continuous curve leaves out of a step function.
  let distance = pairs / 2 - u - 0.5
  guard distance > 0 else { return 1 }
  return min(2 * NormalDistribution.upperTail(distance / variance.squareRoot()), 1)
}
