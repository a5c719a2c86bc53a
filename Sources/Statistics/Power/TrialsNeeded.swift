/// How many trials a study needs to find an effect of a given size.
///
/// The effect seen in a small study is optimistic: studies that find one tend to have met a lucky exaggeration of it,
/// and the power computed from it says no more than the p-value did (Hoenig and Heisey, The American Statistician 55,
/// 2001). Read it as "were the effect just this large", and plan for a smaller one.
public struct TrialsNeeded: Codable, Sendable, Equatable {
  /// The effect: for two groups the probability that a value of the first is higher than one of the second, ties
  /// counting one half; for pairs the probability that the sum of two differences is positive.
  public var effect: Double
  /// Probability to find it, and two-sided level of the test.
  public var power: Double
  public var alpha: Double
  /// Trials in both groups, or pairs, by the formula: not rounded.
  public var total: Double
  /// Whole trials in each of two groups of equal size, or whole pairs.
  public var perGroup: Int

  public init(effect: Double, power: Double, alpha: Double, total: Double, perGroup: Int) {
    self.effect = effect
    self.power = power
    self.alpha = alpha
    self.total = total
    self.perGroup = perGroup
  }

  /// Nil where the total is no number that a study could have.
  init?(effect: Double, power: Double, alpha: Double, total: Double, groups: Int) {
    guard total.isFinite, total < 1e15 else { return nil }
    let perGroup = Int((total / Double(groups)).rounded(.up))
    self.init(effect: effect, power: power, alpha: alpha, total: total, perGroup: perGroup)
  }
}
