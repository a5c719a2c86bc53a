import Studies

/// Whether the learning rate, not the loss, makes the difference: learning rate against where the models look and how accurate
/// they are.
struct LearningRates {
  let experiment: ExperimentAnalysis

  private var measures: [Measure] { [.hirescamInside, .testAccuracy].filter(experiment.measures.contains) }

  /// Nil before a trial has a result.
  var figure: Figure? {
    let records = experiment.arms.flatMap(\.records)
    guard !measures.isEmpty, records.contains(where: { $0.result != nil }) else { return nil }
    return Figure(
      name: "\(experiment.fileName)-learning-rates", title: "Learning rates",
      caption: """
        Learning rate against the outcome, experiment \(experiment.name). Filled marks are kept models, hollow ones discarded; \
        crosses at the bottom are trials without a tested model: diverged, stopped or given up.
        """,
      legend: experiment.arms, panels: measures.map(panel),
      data: DataTable(
        columns: ["trial", "arm", "learning_rate", "state", "kept"] + measures.map(\.name),
        rows: records.filter { $0.state != .pending }.map { record in
          [
            record.trial.key, record.trial.arm.name, "\(record.trial.learningRate)", record.state.rawValue,
            "\(record.isKept)",
          ] + measures.map { DataTable.number($0.value(of: record)) }
        }))
  }

  private func panel(_ measure: Measure) -> Panel {
    let plot = Plot(height: 300)
    let records = experiment.arms.flatMap(\.records)
    let rates = records.map(\.trial.learningRate).filter { $0 > 0 && $0.isFinite }
    let xScale = Scale.logarithmic(rates, start: plot.xRange.start + 8, end: plot.xRange.end - 8)
    let values = records.compactMap { measure.value(of: $0) }
    let domain = measure.quantity == .inside ? [0, 1] : values + [1]
    let yScale = Scale.linear(domain, start: plot.yRange.start, end: plot.yRange.end)
    return plot.panel(
      title: measure.capitalizedTitle, description: "Against the learning rate. One mark a finished trial."
    ) {
      plot.yAxis(yScale, title: measure.quantity.axisTitle)
      plot.xAxis(xScale, title: "learning rate (logarithmic)")
      for arm in experiment.arms {
        for record in arm.records where record.state != .pending {
          mark(record, measure, arm.style, xScale, yScale)
        }
      }
    }
  }

  private func mark(
    _ record: TrialRecord, _ measure: Measure, _ style: ArmStyle, _ xScale: Scale, _ yScale: Scale
  ) -> Markup {
    let x = xScale.position(record.trial.learningRate)
    let rate = NumberText.scientific(record.trial.learningRate)
    guard record.state == .done, let value = measure.value(of: record), value.isFinite else {
      let end = record.state == .done ? "no value" : record.state.rawValue
      return style.cross(x: x, y: yScale.start - 5, title: "\(record.trial.key): \(end) at \(rate)")
    }
    let state = record.isKept ? "" : " (discarded)"
    return style.mark(
      x: x, y: yScale.position(value), filled: record.isKept,
      title: "\(record.trial.key)\(state): \(NumberText.share(value)) at \(rate)")
  }
}
