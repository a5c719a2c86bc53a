/// A Hodges-Lehmann estimate of a shift with its confidence interval.
public struct HodgesLehmann: Codable, Sendable, Equatable {
  /// Where the interval's ranks come from.
  public enum Method: String, Codable, Sendable, CaseIterable {
    /// The distribution of the rank statistic itself.
    case exact
    /// Its normal approximation with continuity correction.
    case asymptotic
  }

  /// How much higher the first sample is than the second, in the values' unit.
  public var shift: Double
  /// Nil where there are too few values for the confidence asked: not even the whole range has it.
  public var interval: ConfidenceInterval?
  public var method: Method

  public init(shift: Double, interval: ConfidenceInterval?, method: Method) {
    self.shift = shift
    self.interval = interval
    self.method = method
  }
}

extension HodgesLehmann {
  /// The estimate from `count` differences or averages, given by how many of them do not exceed a value.
  init(
    count: Int, rank: Int, confidence: Double, method: HodgesLehmann.Method, countNotAbove: (Double) -> Int
  ) {
    self.method = method
    shift = median(ofCount: count, countNotAbove: countNotAbove)
    guard rank > 0 else { return }
    interval = ConfidenceInterval(
      lower: orderStatistic(rank, countNotAbove: countNotAbove),
      upper: orderStatistic(count + 1 - rank, countNotAbove: countNotAbove), confidence: confidence)
  }
}
