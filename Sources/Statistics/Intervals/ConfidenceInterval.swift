/// A range that holds the true value with a stated confidence.
public struct ConfidenceInterval: Codable, Sendable, Equatable {
  /// Ends of the range, in the unit of the value estimated.
  public var lower: Double
  public var upper: Double
  /// The share of studies whose range would hold the true value: 0.95 for 95 %.
  public var confidence: Double

  public init(lower: Double, upper: Double, confidence: Double) {
    self.lower = lower
    self.upper = upper
    self.confidence = confidence
  }
}
