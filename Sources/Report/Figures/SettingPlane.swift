import Foundation
import Studies

/// Learning rate against heatmap weight, where a study searches both: which combinations localise, which are accurate, which fail.
struct SettingPlane {
  let experiment: ExperimentAnalysis

  private var arms: [ArmAnalysis] { experiment.arms.filter { $0.arm.heatmap?.weightRange != nil } }
  private var measures: [Measure] { [.hirescamInside, .testAccuracy].filter(experiment.measures.contains) }

  /// Nil where no arm searches its weight.
  var figure: Figure? {
    let records = arms.flatMap(\.records).filter { $0.state != .pending }
    guard !records.isEmpty, !measures.isEmpty else { return nil }
    return Figure(
      name: "\(experiment.fileName)-weights", title: "Learning rate and heatmap weight",
      caption: """
        Learning rate and weight of the heatmap part, experiment \(experiment.name), coloured by the outcome from its smallest \
        (dark) to its largest value (yellow); the numbers above give both. Crosses: no tested model.
        """,
      panels: arms.flatMap { arm in measures.map { panel(arm, $0) } },
      data: DataTable(
        columns: ["trial", "arm", "learning_rate", "heatmap_weight", "state", "kept"] + measures.map(\.name),
        rows: records.map { record in
          [
            record.trial.key, record.trial.arm.name, "\(record.trial.learningRate)",
            DataTable.number(record.trial.arm.heatmap?.weight), record.state.rawValue, "\(record.isKept)",
          ] + measures.map { DataTable.number($0.value(of: record)) }
        }))
  }

  private func panel(_ arm: ArmAnalysis, _ measure: Measure) -> Panel {
    let plot = Plot(height: 310, left: 66, top: 48)
    let records = arm.records.filter { $0.state != .pending }
    let values = arms.flatMap(\.records).compactMap { measure.value(of: $0) }.filter(\.isFinite)
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    let xScale = Scale.logarithmic(
      records.map(\.trial.learningRate), start: plot.xRange.start + 10, end: plot.xRange.end - 10)
    let yScale = Scale.logarithmic(
      records.compactMap(\.trial.arm.heatmap?.weight), start: plot.yRange.start - 10, end: plot.yRange.end + 10)
    let title = "\(arm.name): \(measure.title)"
    return plot.panel(
      title: title,
      description: "Learning rate against heatmap weight; from \(NumberText.share(low)) to \(NumberText.share(high))."
    ) {
      Plot.text("\(NumberText.share(low)) to \(NumberText.share(high))", x: 4, y: 34, anchor: "start")
      plot.yAxis(yScale, title: "heatmap weight (logarithmic)")
      plot.xAxis(xScale, title: "learning rate (logarithmic)")
      for record in records {
        if let weight = record.trial.arm.heatmap?.weight {
          let place = (xScale.position(record.trial.learningRate), yScale.position(weight))
          mark(record, measure, arm, low...max(low, high), place)
        }
      }
    }
  }

  private func mark(
    _ record: TrialRecord, _ measure: Measure, _ arm: ArmAnalysis, _ range: ClosedRange<Double>,
    _ place: (Double, Double)
  ) -> Markup {
    guard record.state == .done, let value = measure.value(of: record), value.isFinite else {
      return arm.style.cross(x: place.0, y: place.1, title: "\(record.trial.key): \(record.state.rawValue)")
    }
    let span = range.upperBound - range.lowerBound
    let heat = span > 0 ? Float((value - range.lowerBound) / span) : 0.5
    return element(
      "circle",
      [
        "cx": NumberText.coordinate(place.0), "cy": NumberText.coordinate(place.1), "r": "5.5",
        "fill": ColorMap.color(0.1 + 0.85 * heat).css, "class": "axis",
      ]
    ) { element("title") { "\(record.trial.key): \(NumberText.share(value))" } }
  }
}
