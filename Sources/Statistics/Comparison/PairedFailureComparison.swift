/// Matched pairs in which trials that failed count as the worst outcomes instead of taking their partner out with them.
public struct PairedFailureComparison: Codable, Sendable, Equatable {
  /// Pairs in all, and pairs in which both trials, only the first or only the second failed.
  public var pairs: Int
  public var bothFailed: Int
  public var onlyFirstFailed: Int
  public var onlySecondFailed: Int
  /// Exact sign test of all pairs: it needs no more than which of the two is better, which a failure settles. A pair of
  /// failures is a tie.
  public var signTest: SignTest
  /// Signed-rank test of all pairs. A pair with one failure differs, by convention, by more than every pair of values
  /// and as much as every other such pair; the sign test needs no such convention.
  public var signedRank: WilcoxonSignedRank

  public init(
    pairs: Int, bothFailed: Int, onlyFirstFailed: Int, onlySecondFailed: Int, signTest: SignTest,
    signedRank: WilcoxonSignedRank
  ) {
    self.pairs = pairs
    self.bothFailed = bothFailed
    self.onlyFirstFailed = onlyFirstFailed
    self.onlySecondFailed = onlySecondFailed
    self.signTest = signTest
    self.signedRank = signedRank
  }
}

/// Compares matched pairs with failures as outcomes: nil, a trial that failed, is worse than every value and as bad as
/// every other failure.
///
/// - Parameter higherIsBetter: false for a measure where low values are good: failures then rank above every value.
/// - Throws: `StatisticsError` where the lengths differ, where there are no pairs, or where a value is NaN or infinite.
public func comparePairsWithFailuresLast(
  _ a: [Double?], _ b: [Double?], higherIsBetter: Bool = true
) throws -> PairedFailureComparison {
  try requirePairs(a, b)
  try requireFiniteNumbers(a.map { $0 ?? 0 }, called: SampleName.first)
  try requireFiniteNumbers(b.map { $0 ?? 0 }, called: SampleName.second)
  let failure = higherIsBetter ? -Double.infinity : .infinity
  let differences = zip(a, b).map { a, b in
    a == nil && b == nil ? 0 : (a ?? failure) - (b ?? failure)
  }
  let failed = zip(a, b).map { ($0 == nil, $1 == nil) }
  return PairedFailureComparison(
    pairs: a.count, bothFailed: failed.count { $0 && $1 },
    onlyFirstFailed: failed.count { $0 && !$1 }, onlySecondFailed: failed.count { !$0 && $1 },
    signTest: try signTest(differences), signedRank: try wilcoxonSignedRank(differences))
}
