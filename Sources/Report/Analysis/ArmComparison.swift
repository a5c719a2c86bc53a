import Statistics
import Studies

/// A planned comparison and what came of it. Differences are those of the arm less the reference, everywhere.
struct ArmComparison: Sendable {
  let experiment: String
  let measure: Measure
  let arm: Group
  let reference: Group
  /// Whether it is the first measure that the two arms are compared by, which answers the question.
  let isPrimary: Bool
  /// Whether trial k of both arms differs in nothing but the arms' settings.
  let isMatched: Bool
  /// Nil where the arms could not be compared; `obstacle` then says why.
  let evidence: Evidence?
  let obstacle: String?
  /// Failures as outcomes; nil before both arms have a finished trial.
  var failures: FailureEvidence?
  /// p after Holm's correction over all planned comparisons of the study.
  var adjustedP: Double?

  /// The kept models of one arm.
  struct Group: Sendable {
    let name: String
    /// The defined values.
    let values: [Double]
    /// Kept models for which the measure has no value.
    let undefined: Int
    let counts: TrialCounts

    init(_ arm: ArmAnalysis, _ measure: Measure) {
      name = arm.name
      values = arm.values(of: measure)
      undefined = arm.kept.count - values.count
      counts = arm.counts
    }
  }

  init(
    experiment: Experiment, measure: Measure, arm: ArmAnalysis, reference: ArmAnalysis, isPrimary: Bool,
    resampling: Resampling
  ) {
    self.experiment = experiment.name
    self.measure = measure
    self.isPrimary = isPrimary
    self.arm = Group(arm, measure)
    self.reference = Group(reference, measure)
    isMatched = experiment.areMatched(arm.arm, reference.arm)
    failures = FailureEvidence(arm: arm, reference: reference, measure: measure, isMatched: isMatched)
    if let empty = [self.arm, self.reference].first(where: { $0.values.isEmpty }) {
      (evidence, obstacle) = (nil, "no kept model of \(empty.name) has a value")
      return
    }
    let pairs = isMatched ? Pairs(arm.outcomesByIndex(of: measure), reference.outcomesByIndex(of: measure)) : nil
    do {
      evidence = try Evidence(
        arm: self.arm.values, reference: self.reference.values, pairs: pairs, resampling: resampling)
      obstacle = nil
    } catch {
      (evidence, obstacle) = (nil, "\(error)")
    }
  }

  /// The models, or pairs of models, that the main test rests on: of two groups the smaller.
  var smallestCount: Int {
    guard let evidence else { return 0 }
    return evidence.signedRank == nil ? min(arm.values.count, reference.values.count) : evidence.differences.count
  }

  /// Whether the main test shows a difference, after correction.
  var isShown: Bool { (adjustedP ?? 1) < Evidence.significance }

  /// Trials of either arm that count in no comparison, or have no value of the measure.
  var hasFailures: Bool { failures.map { $0.groups.failuresA.count + $0.groups.failuresB.count > 0 } ?? false }
}
