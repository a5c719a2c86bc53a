import Studies

/// Validation accuracy after each epoch, one line a model: how the models of an arm converge, and which did not.
struct TrainingCurves {
  let experiment: ExperimentAnalysis

  /// Nil before an epoch was finished.
  var figure: Figure? {
    let arms = experiment.arms.filter { arm in arm.records.contains { !($0.result?.epochs.isEmpty ?? true) } }
    guard !arms.isEmpty else { return nil }
    return Figure(
      name: "\(experiment.fileName)-training", title: "Training",
      caption: """
        Validation accuracy after each epoch, experiment \(experiment.name), one line a model; dotted: discarded, diverged or \
        stopped. The dashed line is the accuracy that a model must reach to be kept.
        """,
      panels: arms.map(panel),
      data: DataTable(
        columns: [
          "trial", "arm", "epoch", "training_loss", "training_accuracy", "validation_loss", "validation_accuracy",
        ],
        rows: arms.flatMap(\.records).flatMap { record in
          (record.result?.epochs ?? []).enumerated().map { index, epoch in
            [
              record.trial.key, record.trial.arm.name, "\(index + 1)", "\(epoch.trainingLoss)",
              "\(epoch.trainingAccuracy)", "\(epoch.validationLoss)", "\(epoch.validationAccuracy)",
            ]
          }
        }))
  }

  private func panel(_ arm: ArmAnalysis) -> Panel {
    let plot = Plot(width: 262, height: 220)
    let results = experiment.arms.flatMap(\.records).compactMap(\.result)
    let minimum = experiment.experiment.minimumValidationAccuracy
    let accuracies = results.flatMap(\.epochs).map(\.validationAccuracy)
    let xScale = Scale.counting(
      to: results.map(\.epochs.count).max() ?? 1, start: plot.xRange.start + 8, end: plot.xRange.end - 8)
    let yScale = Scale.linear(accuracies + [minimum, 1], start: plot.yRange.start, end: plot.yRange.end)
    let threshold = yScale.position(minimum)
    return plot.panel(
      title: arm.name,
      description: "Validation accuracy of \(NumberText.count(arm.records.count { $0.result != nil }, "model")) of "
        + "\(arm.name) by epoch; \(arm.kept.count) kept."
    ) {
      plot.yAxis(yScale, title: "validation accuracy")
      plot.xAxis(xScale, title: "epoch")
      for record in arm.records {
        curve(record, arm.style, xScale, yScale)
      }
      Plot.line(from: (plot.xRange.start, threshold), to: (plot.xRange.end, threshold), style: "threshold")
    }
  }

  private func curve(_ record: TrialRecord, _ style: ArmStyle, _ xScale: Scale, _ yScale: Scale) -> Markup {
    let points = (record.result?.epochs ?? []).enumerated()
      .filter { $0.element.validationAccuracy.isFinite }
      .map { (xScale.position(Double($0.offset + 1)), yScale.position($0.element.validationAccuracy)) }
    if let only = points.first, points.count == 1 {
      return style.mark(x: only.0, y: only.1, radius: 2.5, filled: record.isKept, title: record.trial.key)
    }
    guard points.count > 1 else { return .empty }
    return style.path(points, style: record.isKept ? "curve" : "curve lost", title: record.trial.key)
  }
}
