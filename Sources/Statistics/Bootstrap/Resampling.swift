/// How a bootstrap draws its resamples and how sure its interval shall be.
public struct Resampling: Codable, Sendable, Equatable {
  /// Resamples to draw.
  public var count: Int
  /// The confidence of the interval: 0.95 for 95 %.
  public var confidence: Double
  /// Start of the random numbers. The same seed gives the same interval, on every machine.
  public var seed: UInt64

  public init(count: Int = 10_000, confidence: Double = 0.95, seed: UInt64 = 0) {
    self.count = count
    self.confidence = confidence
    self.seed = seed
  }

  /// Throws unless the bootstrap can be done with these settings.
  func validate() throws {
    guard count > 0 else {
      throw StatisticsError("resamples", .unexpected(expected: "a count above 0", found: "\(count)"))
    }
    try requireShare(confidence, called: "confidence")
  }
}
