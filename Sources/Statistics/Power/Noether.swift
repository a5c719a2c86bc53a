/// Trials that the Mann-Whitney test needs for the effect seen between two groups, by Noether's formula for groups of
/// equal size: total = (z_alpha/2 + z_beta)^2 / (3 (effect - 1/2)^2) (Noether, Journal of the American Statistical
/// Association 82, 1987).
///
/// - Parameters:
///   - power: probability to find the effect.
///   - alpha: two-sided level of the test.
/// - Returns: nil where there is no effect: no number of trials would find it. See `TrialsNeeded` for why it is
///   optimistic.
/// - Throws: `StatisticsError` where a sample is empty or holds a NaN, or where `power` or `alpha` is not
///   within 0 and 1.
public func trialsNeeded(
  _ a: [Double], _ b: [Double], power: Double = 0.8, alpha: Double = 0.05
) throws -> TrialsNeeded? {
  let effect = try commonLanguageEffectSize(a, b)
  return try noether(effect: effect, power: power, alpha: alpha, groups: 2)
}

/// Pairs that the Wilcoxon signed-rank test needs for the effect seen, by Noether's formula:
/// pairs = (z_alpha/2 + z_beta)^2 / (3 (effect - 1/2)^2), effect the probability that the sum of two differences is
/// positive (Noether, 1987).
///
/// The probability is estimated from all sums of two different pairs' differences, a sum of 0 counting one half.
/// - Parameter differences: first less second value of each pair.
/// - Returns: nil where there is no effect.
/// - Throws: `StatisticsError` where there are fewer than 2 differences, where one is NaN or infinite, or where `power`
///   or `alpha` is not within 0 and 1.
public func pairsNeeded(
  _ differences: [Double], power: Double = 0.8, alpha: Double = 0.05
) throws -> TrialsNeeded? {
  try requireFiniteNumbers(differences, atLeast: 2, called: SampleName.differences)
  var doubledScore = 0
  for (index, first) in differences.enumerated() {
    for second in differences[..<index] {
      doubledScore += first > -second ? 2 : first == -second ? 1 : 0
    }
  }
  let sums = differences.count * (differences.count - 1) / 2
  return try noether(effect: Double(doubledScore) / Double(2 * sums), power: power, alpha: alpha, groups: 1)
}

private func noether(effect: Double, power: Double, alpha: Double, groups: Int) throws -> TrialsNeeded? {
  let quantiles = try powerQuantiles(power: power, alpha: alpha)
  let sum = quantiles.alpha + quantiles.power
  let distance = effect - 0.5
  return TrialsNeeded(
    effect: effect, power: power, alpha: alpha, total: sum * sum / (3 * distance * distance), groups: groups)
}

/// The normal quantiles at 1 - alpha / 2 and at the power.
func powerQuantiles(power: Double, alpha: Double) throws -> (alpha: Double, power: Double) {
  try requireShare(power, called: "power")
  try requireShare(alpha, called: "alpha")
  return (-NormalDistribution.quantile(alpha / 2), NormalDistribution.quantile(power))
}
