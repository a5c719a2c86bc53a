import Statistics
import Studies

/// Whether an arm's outcome depends on its learning rate: rank correlations over the kept models.
struct RateCorrelations {
  let experiment: ExperimentAnalysis

  private var measures: [Measure] { [.hirescamInHeart, .testAccuracy].filter(experiment.measures.contains) }

  /// Nil where no arm has three models of different learning rates.
  var table: Table? {
    let rows = experiment.arms.map { arm in measures.map { correlation(arm, $0) } }
    guard rows.joined().contains(where: { $0 != nil }) else { return nil }
    return Table(
      caption: """
        Spearman’s rank correlation of the learning rate with the outcome over the kept models, experiment \(experiment.name); \
        p by Student’s t, two-sided and not corrected.
        """,
      columns: [.text("arm"), .number("models")] + measures.map { .number($0.title) },
      rows: zip(experiment.arms, rows).map { arm, row in
        [.arm(arm), "\(arm.kept.count)"]
          + row.map { found in
            found.map { RichText(NumberText.signed($0.rho)) + .soft(" \(NumberText.pEquals($0.p))") } ?? Cells.none
          }
      })
  }

  private func correlation(_ arm: ArmAnalysis, _ measure: Measure) -> Spearman? {
    let pairs = arm.kept.compactMap { record in
      measure.value(of: record).map { (rate: record.trial.learningRate, value: $0) }
    }
    return try? spearman(pairs.map(\.rate), pairs.map(\.value))
  }
}
