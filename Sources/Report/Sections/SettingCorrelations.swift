import Statistics
import Studies

/// Whether an arm's outcome depends on its learning rate, and on its heatmap weight where that varies: rank correlations over the
/// kept models.
struct SettingCorrelations {
  let experiment: ExperimentAnalysis

  /// A setting of trials, as the table's columns call it.
  private typealias Setting = (title: String, value: (TrialRecord) -> Double?)

  private var measures: [Measure] { [.hirescamInside, .testAccuracy].filter(experiment.measures.contains) }

  private var columns: [(title: String, setting: Setting, measure: Measure)] {
    let rate: Setting = ("learning rate", { $0.trial.learningRate })
    let weight: Setting = ("weight", { $0.trial.arm.heatmap?.weight })
    let varies = experiment.arms.contains { $0.arm.heatmap?.weightRange != nil }
    return (varies ? [rate, weight] : [rate]).flatMap { setting in
      measures.map { (title: "\(setting.title), \($0.title)", setting: setting, measure: $0) }
    }
  }

  /// Nil where no arm has three models that differ.
  var table: Table? {
    let columns = self.columns
    let rows = experiment.arms.map { arm in columns.map { correlation(arm, $0.setting, $0.measure) } }
    guard rows.joined().contains(where: { $0 != nil }) else { return nil }
    return Table(
      caption: """
        Spearman’s rank correlation of a trial’s settings with its outcome over the kept models, experiment \
        \(experiment.name); p by Student’s t, two-sided and not corrected.
        """,
      columns: [.text("arm"), .number("models")] + columns.map { .number($0.title) },
      rows: zip(experiment.arms, rows).map { arm, row in
        [.arm(arm), "\(arm.kept.count)"]
          + row.map { found in
            found.map { RichText(NumberText.signed($0.rho)) + .soft(" \(NumberText.pEquals($0.p))") } ?? Cells.none
          }
      })
  }

  private func correlation(_ arm: ArmAnalysis, _ setting: Setting, _ measure: Measure) -> Spearman? {
    let pairs = arm.kept.compactMap { record -> (Double, Double)? in
      guard let value = setting.value(record), let outcome = measure.value(of: record) else { return nil }
      return (value, outcome)
    }
    return try? spearman(pairs.map(\.0), pairs.map(\.1))
  }
}
