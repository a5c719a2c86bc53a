import Studies

/// Validation accuracy after each epoch, one line a model: how the models of an arm converge, and which did not.
struct TrainingCurves {
  /// All its arms, so that their panels share their axes.
  let experiment: ExperimentAnalysis
  let arm: ArmAnalysis

  var hasCurves: Bool {
    arm.records.contains { !($0.result?.epochs.isEmpty ?? true) }
  }

  var markup: Markup {
    let plot = Plot(width: 260, height: 320)
    let results = experiment.arms.flatMap(\.records).compactMap(\.result)
    let epochs = results.map(\.epochs.count).max() ?? 1
    let minimum = experiment.experiment.minimumValidationAccuracy
    let accuracies = results.flatMap(\.epochs).map(\.validationAccuracy)
    let last = Double(max(epochs, 1))
    let ticks = stride(from: 1, through: max(epochs, 1), by: max(1, epochs / 6)).map {
      Scale.Tick(value: Double($0), label: "\($0)")
    }
    let xScale = Scale(
      isLogarithmic: false, low: last > 1 ? 1 : 0.5, high: last > 1 ? last : 1.5, start: plot.xRange.start + 8,
      end: plot.xRange.end - 8, ticks: ticks)
    let yScale = Scale.linear(accuracies + [minimum, 1], start: plot.yRange.start, end: plot.yRange.end)
    let threshold = yScale.position(minimum)
    return plot.svg(title: "Training: \(Plot.shortened(arm.name, to: 15))", description: "One line a model.") {
      plot.yAxis(yScale, title: "validation accuracy")
      plot.xAxis(xScale, title: "epoch")
      for record in arm.records {
        curve(record, xScale, yScale)
      }
      Plot.line(from: (plot.xRange.start, threshold), to: (plot.xRange.end, threshold), style: "threshold")
    }
  }

  private func curve(_ record: TrialRecord, _ xScale: Scale, _ yScale: Scale) -> Markup {
    let points = (record.result?.epochs ?? []).enumerated()
      .filter { $0.element.validationAccuracy.isFinite }
      .map { (xScale.position(Double($0.offset + 1)), yScale.position($0.element.validationAccuracy)) }
    if let only = points.first, points.count == 1 {
      return arm.style.mark(x: only.0, y: only.1, radius: 2.5, filled: record.isKept, title: record.trial.key)
    }
    guard points.count > 1 else { return .empty }
    let path = points.map { "\(NumberText.coordinate($0.0)) \(NumberText.coordinate($0.1))" }.joined(separator: "L")
    return element(
      "path", ["d": "M\(path)", "stroke": arm.style.color, "class": record.isKept ? "curve" : "curve discarded"]
    ) { element("title") { record.trial.key } }
  }
}
