/// How often an event occurred, with Wilson's confidence interval.
public struct RateInterval: Codable, Sendable, Equatable {
  /// Trials with the event, and trials in all.
  public var count: Int
  public var total: Int
  /// `count` / `total`, 0 to 1.
  public var rate: Double
  /// Within 0 and 1, and never empty: 0 of 10 does not prove that the event is impossible.
  public var interval: ConfidenceInterval

  public init(count: Int, total: Int, rate: Double, interval: ConfidenceInterval) {
    self.count = count
    self.total = total
    self.rate = rate
    self.interval = interval
  }
}

/// Estimates a rate from `count` events in `total` trials: the score interval, all rates r for which |rate - r| is at
/// most z times the root of r (1 - r) / total, z the normal quantile (Wilson, Journal of the American Statistical
/// Association 22, 1927).
///
/// - Throws: `StatisticsError` where there are no trials, where `count` is not within 0...`total`, or where
///   `confidence` is not within 0 and 1.
public func rateInterval(_ count: Int, of total: Int, confidence: Double = 0.95) throws -> RateInterval {
  guard total > 0 else { throw StatisticsError("trials", .tooFew(needed: 1, found: total)) }
  guard (0...total).contains(count) else {
    throw StatisticsError("events", .unexpected(expected: "a count from 0 to \(total)", found: "\(count)"))
  }
  try requireShare(confidence, called: "confidence")
  let n = Double(total)
  let rate = Double(count) / n
  let z = -NormalDistribution.quantile((1 - confidence) / 2)
  let centre = (rate + z * z / (2 * n)) / (1 + z * z / n)
  let half = z * (rate * (1 - rate) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
  // Exactly 0 and 1 where rounding would leave a little.
  return RateInterval(
    count: count, total: total, rate: rate,
    interval: ConfidenceInterval(
      lower: count == 0 ? 0 : max(centre - half, 0), upper: count == total ? 1 : min(centre + half, 1),
      confidence: confidence))
}
