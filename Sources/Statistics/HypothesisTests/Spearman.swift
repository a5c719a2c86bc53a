/// Spearman's rank correlation of pairs of numbers.
public struct Spearman: Codable, Sendable, Equatable {
  /// Correlation of the ranks: -1 (one falls wherever the other rises) to 1 (both rise together).
  public var rho: Double
  /// Two-sided p by Student's t: probability of a rho at least this far from 0, were the two unrelated. An
  /// approximation that is too low for a handful of pairs, and 0 where rho is -1 or 1.
  public var p: Double
  /// Pairs.
  public var count: Int

  public init(rho: Double, p: Double, count: Int) {
    self.rho = rho
    self.p = p
    self.count = count
  }
}

/// Measures whether one number rises or falls with another, in whatever shape (Spearman, American Journal of Psychology
/// 15, 1904). Tied values share the mean of their ranks.
///
/// Infinities have their place in the order like any other value.
/// - Throws: `StatisticsError` where the samples' lengths differ, where there are fewer than 3 pairs, where a value is
///   NaN, or where one sample's values are all the same.
public func spearman(_ x: [Double], _ y: [Double]) throws -> Spearman {
  try requirePairs(x, y)
  for (sample, name) in [(x, SampleName.first), (y, SampleName.second)] {
    try requireNumbers(sample, atLeast: 3, called: name)
    guard sample.contains(where: { $0 != sample[0] }) else { throw StatisticsError(name, .constant) }
  }
  let middle = Double(x.count + 1) / 2
  // Ranks less their mean are multiples of one half: all three sums are exact.
  let ranksX = Midranks(x).ranks.map { $0 - middle }
  let ranksY = Midranks(y).ranks.map { $0 - middle }
  let squares = ranksX.reduce(0) { $0 + $1 * $1 } * ranksY.reduce(0) { $0 + $1 * $1 }
  let products = zip(ranksX, ranksY).reduce(0) { $0 + $1.0 * $1.1 }
  let rho = min(max(products / squares.squareRoot(), -1), 1)
  let degreesOfFreedom = Double(x.count - 2)
  let t = abs(rho) * (degreesOfFreedom / ((1 - rho) * (1 + rho))).squareRoot()
  let p = min(2 * StudentT.upperTail(t, degreesOfFreedom: degreesOfFreedom), 1)
  return Spearman(rho: rho, p: p, count: x.count)
}
