/// Difference of two independent rates with Newcombe's confidence interval.
public struct RateDifference: Codable, Sendable, Equatable {
  /// First rate less second rate, -1 to 1.
  public var difference: Double
  public var interval: ConfidenceInterval

  public init(difference: Double, interval: ConfidenceInterval) {
    self.difference = difference
    self.interval = interval
  }
}

/// Compares two independent rates: each end of the interval is as far from the difference as the root of the summed
/// squares of the distances of both rates from the ends of their own Wilson intervals (method 10 of Newcombe,
/// Statistics in Medicine 17, 1998).
///
/// - Throws: `StatisticsError` where the rates' confidences differ.
public func rateDifference(_ a: RateInterval, _ b: RateInterval) throws -> RateDifference {
  guard a.interval.confidence == b.interval.confidence else {
    throw StatisticsError(
      "rates",
      .unexpected(
        expected: "intervals of the same confidence", found: "\(a.interval.confidence) and \(b.interval.confidence)"))
  }
  func root(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
  let difference = a.rate - b.rate
  let below = root(a.rate - a.interval.lower, b.interval.upper - b.rate)
  let above = root(a.interval.upper - a.rate, b.rate - b.interval.lower)
  return RateDifference(
    difference: difference,
    interval: ConfidenceInterval(
      lower: difference - below, upper: difference + above, confidence: a.interval.confidence))
}
