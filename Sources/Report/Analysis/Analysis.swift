import Studies

/// The records sorted by experiment and arm, and every comparison between arms: what all sections of the report draw on.
struct Analysis: Sendable {
  /// By number of the trial.
  let records: [TrialRecord]
  let counts: TrialCounts
  let experiments: [ExperimentAnalysis]

  init(study: Study, records: [TrialRecord]) {
    let sorted = records.sorted { $0.trial.number < $1.trial.number }
    self.records = sorted
    var styles: [String: ArmStyle] = [:]
    experiments = study.experiments.map { experiment in
      let arms = experiment.arms.map { arm in
        // An arm of the same name has the same colour in every experiment.
        let style = styles[arm.name] ?? ArmStyle(index: styles.count)
        styles[arm.name] = style
        return ArmAnalysis(
          arm: arm, style: style, planned: experiment.trials,
          records: sorted.filter { $0.trial.experiment.name == experiment.name && $0.trial.arm.name == arm.name })
      }
      return ExperimentAnalysis(experiment: experiment, arms: arms)
    }
    counts = TrialCounts(
      sorted, planned: study.experiments.reduce(0) { $0 + $1.trials * $1.arms.count })
  }

  var comparisons: [MeasureComparison] {
    experiments.flatMap(\.comparisons)
  }
}

/// One experiment: its arms in the order of the study file, and the comparisons of every pair of them.
struct ExperimentAnalysis: Sendable {
  let experiment: Experiment
  let arms: [ArmAnalysis]
  let comparisons: [MeasureComparison]

  init(experiment: Experiment, arms: [ArmAnalysis]) {
    self.experiment = experiment
    self.arms = arms
    let pairs = arms.indices.flatMap { first in arms.indices.dropFirst(first + 1).map { (arms[first], arms[$0]) } }
    comparisons = pairs.flatMap { a, b in
      Study.comparedByDefault.compactMap { MeasureComparison(experiment: experiment, measure: $0, a: a, b: b) }
    }
  }

  var name: String { experiment.name }

  /// The compared measures of which at least one kept model has a value.
  var measuresWithValues: [Measure] {
    Study.comparedByDefault.filter { measure in arms.contains { !$0.values(of: measure).isEmpty } }
  }
}

/// One arm of an experiment with its trials.
struct ArmAnalysis: Sendable {
  let arm: Arm
  let style: ArmStyle
  let records: [TrialRecord]
  /// The trials that count in comparisons.
  let kept: [TrialRecord]
  let counts: TrialCounts

  init(arm: Arm, style: ArmStyle, planned: Int, records: [TrialRecord]) {
    self.arm = arm
    self.style = style
    self.records = records
    kept = records.filter(\.isKept)
    counts = TrialCounts(records, planned: planned)
  }

  var name: String { arm.name }

  /// Of the kept models, where it is defined, in the order of the trials.
  func values(of measure: Measure) -> [Double] {
    kept.compactMap { measure.value(of: $0) }.filter(\.isFinite)
  }
}

extension TrialCounts {
  /// Trials without a record are pending.
  init(_ records: [TrialRecord], planned: Int) {
    self.init(records)
    let absent = max(0, planned - self.planned)
    self.planned += absent
    pending += absent
  }

  /// Trained to the end, and not accurate enough.
  var discarded: Int { done - kept }
}
