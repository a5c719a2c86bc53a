/// Outcome of the two-sided exact sign test of paired samples.
public struct SignTest: Codable, Sendable, Equatable {
  /// Pairs whose difference is above, below and exactly 0.
  public var positive: Int
  public var negative: Int
  public var ties: Int
  /// Probability of signs at least this uneven, were both equally likely; ties are left out.
  public var p: Double

  public init(positive: Int, negative: Int, ties: Int, p: Double) {
    self.positive = positive
    self.negative = negative
    self.ties = ties
    self.p = p
  }
}

/// Tests whether the differences of pairs are as often positive as negative, whatever their size: the exact binomial
/// test of one half (Arbuthnott, Philosophical Transactions 27, 1710). Two-sided.
///
/// Where every difference is 0, p is 1. Infinite differences count by their sign.
/// - Throws: `StatisticsError` where there are no differences or one is NaN.
public func signTest(_ differences: [Double]) throws -> SignTest {
  try requireNumbers(differences, called: SampleName.differences)
  let positive = differences.count { $0 > 0 }
  let negative = differences.count { $0 < 0 }
  let signed = positive + negative
  let probabilities = unimodalProbabilities(in: 0...signed, mode: signed / 2) { Double(signed - $0) / Double($0 + 1) }
  let tail = probabilities[0...min(positive, negative)].reduce(0, +)
  return SignTest(
    positive: positive, negative: negative, ties: differences.count - signed, p: min(2 * tail, 1))
}
