/// Trials that the Mann-Whitney test needs for the effect seen between two groups of equal size, with the variances of
/// the groups' own distributions, ties and unequal spreads included (Happ, Bathke and Brunner, Statistics in Medicine
/// 38, 2019). Where the effect is large, more to the point than Noether's formula, which takes the variance under no
/// effect throughout.
///
/// total = (z_alpha/2 s + z_beta v)^2 / ((effect - 1/2)^2 / 4); s^2 the variance of the ranks of both groups together
/// over the squared number of values, v^2 the mean of the variances of both groups' placements, each over the squared
/// size of the other group.
/// - Parameters:
///   - power: probability to find the effect.
///   - alpha: two-sided level of the test.
/// - Returns: nil where there is no effect. See `TrialsNeeded` for why it is optimistic.
/// - Throws: `StatisticsError` where a sample is empty or holds a NaN, or where `power` or `alpha` is not
///   within 0 and 1.
public func trialsNeededByRankVariance(
  _ a: [Double], _ b: [Double], power: Double = 0.8, alpha: Double = 0.05
) throws -> TrialsNeeded? {
  let placements = try Placements(a, b, atLeast: 1)
  let quantiles = try powerQuantiles(power: power, alpha: alpha)
  let effect = try commonLanguageEffectSize(a, b)
  let (countA, countB) = (Double(a.count), Double(b.count))
  let count = countA + countB
  let pooled = squaredDeviations(ofScaled: placements.pooled.ranks) / (count * count * count)
  let ownA = squaredDeviations(ofScaled: placements.a) / (countA * countB * countB)
  let ownB = squaredDeviations(ofScaled: placements.b) / (countB * countA * countA)
  let sum = quantiles.alpha * pooled.squareRoot() + quantiles.power * ((ownA + ownB) / 2).squareRoot()
  let distance = effect - 0.5
  return TrialsNeeded(
    effect: effect, power: power, alpha: alpha, total: sum * sum / (distance * distance / 4), groups: 2)
}
