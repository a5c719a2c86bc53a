import Statistics
import Studies

/// The records sorted by experiment and arm, and every planned comparison: what all sections of the report draw on.
struct Analysis: Sendable {
  /// By number of the trial.
  let records: [TrialRecord]
  let counts: TrialCounts
  let experiments: [ExperimentAnalysis]
  /// Of every bootstrap interval.
  let resampling: Resampling

  init(study: Study, records: [TrialRecord], resamples: Int) {
    let sorted = records.sorted { $0.trial.number < $1.trial.number }
    let resampling = Resampling(count: resamples, seed: study.seed)
    let planned = study.plannedComparisons
    self.records = sorted
    self.resampling = resampling
    var styles: [String: ArmStyle] = [:]
    let grouped = study.experiments.map { experiment in
      let measures = ExperimentAnalysis.shownMeasures(experiment, planned)
      let arms = experiment.arms.map { arm in
        // An arm of the same name has the same colour in every experiment.
        let style = styles[arm.name] ?? ArmStyle(index: styles.count)
        styles[arm.name] = style
        return ArmAnalysis(
          arm: arm, style: style, planned: experiment.trials,
          records: sorted.filter { $0.trial.experiment.name == experiment.name && $0.trial.arm.name == arm.name },
          measures: measures, resampling: resampling)
      }
      return ExperimentAnalysis(
        experiment: experiment, arms: arms, measures: measures, planned: planned, resampling: resampling)
    }
    experiments = Analysis.corrected(grouped)
    counts = TrialCounts(sorted, planned: study.experiments.reduce(0) { $0 + $1.trials * $1.arms.count })
  }

  var comparisons: [ArmComparison] { experiments.flatMap(\.comparisons) }

  /// The comparisons that p is corrected over.
  var familySize: Int { comparisons.count { $0.evidence != nil } }

  /// Holm's correction over every planned comparison of the study: over the main tests, and over those with failures ranked last.
  private static func corrected(_ experiments: [ExperimentAnalysis]) -> [ExperimentAnalysis] {
    let all = experiments.flatMap(\.comparisons)
    // The p-values are from this program's own tests, which give numbers from 0 to 1.
    let adjusted = (try? holm(all.map { $0.evidence?.p })) ?? all.map { _ in nil }
    let withFailures = (try? holm(all.map(\.failures?.p))) ?? all.map { _ in nil }
    var next = 0
    return experiments.map { experiment in
      var experiment = experiment
      for index in experiment.comparisons.indices {
        experiment.comparisons[index].adjustedP = adjusted[next]
        experiment.comparisons[index].failures?.adjustedP = withFailures[next]
        next += 1
      }
      return experiment
    }
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

  /// Trials that are over.
  var finished: Int { planned - pending }

  /// Trials that are over and count in no comparison: outcomes too.
  var failed: Int { finished - kept }
}
