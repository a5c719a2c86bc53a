import Studies

/// Accuracy and every measure of the kept models, arm by arm.
struct ArmTable {
  let experiment: ExperimentAnalysis

  /// Nil where no model is kept.
  var table: Table? {
    guard experiment.arms.contains(where: { !$0.kept.isEmpty }) else { return nil }
    let measures = Measure.all.filter { measure in
      experiment.experiment.measures(measure) && experiment.arms.contains { !$0.values(of: measure).isEmpty }
    }
    // Arms in columns: there are many more measures than arms.
    return Table(
      caption: """
        Kept models of experiment \(experiment.name): median, and quartiles in small print. Undefined maps: of all test images of \
        all models, those whose map has no positive value.
        """,
      columns: [.text("measure")] + experiment.arms.map { .number($0.name) },
      rows: [[RichText("models")] + experiment.arms.map { RichText("\($0.kept.count)") }]
        + [
          [RichText("validation accuracy")]
            + experiment.arms.map { arm in
              Cells.quartiles(arm.kept.compactMap { $0.result?.epochs.last?.validationAccuracy })
            }
        ]
        + measures.map { measure in
          [RichText(measure.title)] + experiment.arms.map { Cells.quartiles($0.values(of: measure)) }
        }
        + experiment.experiment.measurement.methods.map { method in
          [RichText("\(method.title), undefined maps")] + experiment.arms.map { RichText(undefined($0, method)) }
        })
  }

  private func undefined(_ arm: ArmAnalysis, _ method: AttributionMethodKind) -> String {
    let maps = arm.kept.compactMap { $0.result?.test?[method] }
    return "\(maps.reduce(0) { $0 + $1.undefined }) of \(maps.reduce(0) { $0 + $1.images })"
  }
}
