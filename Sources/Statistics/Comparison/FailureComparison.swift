/// Two independent groups in which trials that failed count as the worst outcomes instead of being left out.
public struct FailureComparison: Codable, Sendable, Equatable {
  /// How often a trial failed in the first and in the second group; `count` is the failures.
  public var failuresA: RateInterval
  public var failuresB: RateInterval
  /// First failure rate less second.
  public var failureDifference: RateDifference
  /// Fisher's exact test of the failure rates.
  public var failureTest: FisherExact
  /// Mann-Whitney test of all trials, failures ranked last.
  public var mannWhitney: MannWhitney
  /// Rank-biserial correlation, -1 to 1; positive where the first group tends to be higher.
  public var rankBiserial: Double
  /// Probability that a trial of the first group is higher than one of the second, ties counting one half.
  public var commonLanguage: Double
  /// Brunner-Munzel test of all trials; nil where a group has a single trial.
  public var brunnerMunzel: BrunnerMunzel?

  public init(
    failuresA: RateInterval, failuresB: RateInterval, failureDifference: RateDifference, failureTest: FisherExact,
    mannWhitney: MannWhitney, rankBiserial: Double, commonLanguage: Double, brunnerMunzel: BrunnerMunzel?
  ) {
    self.failuresA = failuresA
    self.failuresB = failuresB
    self.failureDifference = failureDifference
    self.failureTest = failureTest
    self.mannWhitney = mannWhitney
    self.rankBiserial = rankBiserial
    self.commonLanguage = commonLanguage
    self.brunnerMunzel = brunnerMunzel
  }
}

/// Compares two independent groups with failures as outcomes: nil, a trial that failed, is worse than every value and
/// as bad as every other failure (worst-rank scores; Lachin, Controlled Clinical Trials 20, 1999).
///
/// Leaving failures out would compare only the trials that went well, and favour the arm that loses its bad ones.
/// - Parameter higherIsBetter: false for a measure where low values are good: failures then rank above every value.
/// - Throws: `StatisticsError` where a group is empty or holds a NaN, or where `confidence` is not within 0 and 1.
public func compareWithFailuresLast(
  _ a: [Double?], _ b: [Double?], higherIsBetter: Bool = true, confidence: Double = 0.95
) throws -> FailureComparison {
  let (placesA, placesB) = try places(a, b, failure: higherIsBetter ? -1 : Double(a.count + b.count))
  let failed = (a.count { $0 == nil }, b.count { $0 == nil })
  let failuresA = try rateInterval(failed.0, of: a.count, confidence: confidence)
  let failuresB = try rateInterval(failed.1, of: b.count, confidence: confidence)
  let test = try mannWhitney(placesA, placesB)
  let sizes = (a.count, b.count)
  return FailureComparison(
    failuresA: failuresA, failuresB: failuresB, failureDifference: try rateDifference(failuresA, failuresB),
    failureTest: try fisherExact((failed.0, a.count - failed.0), (failed.1, b.count - failed.1)),
    mannWhitney: test, rankBiserial: rankBiserialCorrelation(u: test.u, sizes: sizes),
    commonLanguage: commonLanguageEffectSize(u: test.u, sizes: sizes),
    brunnerMunzel: min(a.count, b.count) < 2 ? nil : try brunnerMunzel(placesA, placesB))
}

/// Each value's place in the order of all distinct values, from 0, and `failure` for nil. Places and not the values, so
/// that a failure is beyond infinite values as well.
private func places(_ a: [Double?], _ b: [Double?], failure: Double) throws -> ([Double], [Double]) {
  try requireNumbers(a.map { $0 ?? 0 }, called: SampleName.first)
  try requireNumbers(b.map { $0 ?? 0 }, called: SampleName.second)
  let distinct = Set((a + b).compactMap { $0 }).sorted()
  let order = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, Double($0)) })
  func place(_ value: Double?) -> Double { value.flatMap { order[$0] } ?? failure }
  return (a.map(place), b.map(place))
}
