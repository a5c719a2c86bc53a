/// A statistic with its bootstrap confidence interval.
public struct BootstrapInterval: Codable, Sendable, Equatable {
  /// Why there is no interval.
  public enum Undefined: String, Codable, Sendable, CaseIterable {
    /// The statistic does not exist for some resample: Cohen's d where the same value was drawn throughout, for
    /// example.
    case resampleWithoutValue
    /// Every resample's value is above the sample's, or every one below: the bias is infinite.
    case estimateOutsideDistribution
    /// The statistic stays the same whichever value is left out, as for a constant sample or samples that do not
    /// overlap: resampling says nothing about how sure it is.
    case jackknifeWithoutSpread
    /// The statistic depends so unevenly on its values that the correction has no solution.
    case accelerationTooLarge
  }

  /// The statistic of the sample itself.
  public var estimate: Double
  /// The BCa interval; nil where it is undefined.
  public var interval: ConfidenceInterval?
  /// Standard deviation over the resamples, in the statistic's unit; nil for fewer than two, or where one has no value.
  public var standardError: Double?
  /// Bias correction z0: the normal quantile of the share of resamples below the estimate, those equal to it counting
  /// one half.
  public var bias: Double?
  /// Acceleration: how fast the standard error changes with the statistic, by the jackknife.
  public var acceleration: Double?
  /// Why `interval` is nil; nil where it is not.
  public var undefined: Undefined?
  /// The settings that give this interval again.
  public var resampling: Resampling

  public init(
    estimate: Double, interval: ConfidenceInterval? = nil, standardError: Double? = nil, bias: Double? = nil,
    acceleration: Double? = nil, undefined: Undefined? = nil, resampling: Resampling
  ) {
    self.estimate = estimate
    self.interval = interval
    self.standardError = standardError
    self.bias = bias
    self.acceleration = acceleration
    self.undefined = undefined
    self.resampling = resampling
  }
}
