import Statistics
import Studies

/// A comparison in which failed trials count as the worst outcomes instead of being left out: an arm cannot win by losing its bad
/// models.
struct FailureEvidence: Sendable {
  /// The arm first, the reference second.
  let groups: FailureComparison
  /// Of matched arms.
  let pairs: PairedFailureComparison?
  /// After Holm's correction over all planned comparisons of the study.
  var adjustedP: Double?

  /// Nil where an arm has no finished trial, or no trial of either has a value.
  init?(arm: ArmAnalysis, reference: ArmAnalysis, measure: Measure, isMatched: Bool) {
    let (a, b) = (arm.outcomes(of: measure), reference.outcomes(of: measure))
    let isHigherBetter = measure.quantity.higherIsBetter
    guard (a + b).contains(where: { $0 != nil }),
      let groups = try? compareWithFailuresLast(a, b, higherIsBetter: isHigherBetter)
    else { return nil }
    self.groups = groups
    let matched = Pairs(arm.outcomesByIndex(of: measure), reference.outcomesByIndex(of: measure)).outcomes
    pairs =
      isMatched
      ? try? comparePairsWithFailuresLast(
        matched.map(\.arm), matched.map(\.reference), higherIsBetter: isHigherBetter) : nil
  }

  /// Of the Mann-Whitney test, two-sided, not corrected. Matched arms too: a signed-rank test would need a size for the difference
  /// between a value and a failure.
  var p: Double { groups.mannWhitney.p }

  /// Above 0 where the arm's outcomes are the higher ones: -1 to 1.
  var direction: Double { groups.rankBiserial }
}
