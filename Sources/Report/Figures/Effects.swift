import Statistics
import Studies

/// Every planned comparison's effect with its interval, one below the other: the results at a glance.
struct Effects {
  let experiment: ExperimentAnalysis

  private var measures: [Measure] {
    var seen: Set<Measure> = []
    return experiment.comparisons.filter { $0.evidence?.shift != nil }.map(\.measure).filter {
      seen.insert($0).inserted
    }
  }

  /// Nil where nothing could be compared.
  var figure: Figure? {
    let measures = self.measures
    guard !measures.isEmpty else { return nil }
    return Figure(
      name: "\(experiment.fileName)-effects", title: "Effects",
      caption: """
        Planned comparisons, experiment \(experiment.name): Hodges–Lehmann shift of each arm against its reference with its 95 % \
        interval, not corrected. Filled: a difference is shown at \(NumberText.coordinate(Evidence.significance)) after Holm's \
        correction; hollow: none is shown.
        """,
      panels: measures.map(panel),
      data: DataTable(
        columns: ["measure", "arm", "reference", "shift", "lower", "upper", "p", "p_holm", "n"],
        rows: experiment.comparisons.map { comparison in
          let shift = comparison.evidence?.shift
          return [
            comparison.measure.name, comparison.arm.name, comparison.reference.name, DataTable.number(shift?.shift),
            DataTable.number(shift?.interval?.lower), DataTable.number(shift?.interval?.upper),
            DataTable.number(comparison.evidence?.p), DataTable.number(comparison.adjustedP),
            "\(comparison.smallestCount)",
          ]
        }))
  }

  private func panel(_ measure: Measure) -> Panel {
    let comparisons = experiment.comparisons.filter { $0.measure == measure && $0.evidence?.shift != nil }
    let arms = comparisons.compactMap { comparison in experiment.arms.first { $0.name == comparison.arm.name } }
    let plot = Plot(height: 32 + 30 * Double(comparisons.count) + 42, left: Plot.labelMargin(arms))
    let shifts = comparisons.compactMap(\.evidence?.shift)
    let ends = shifts.flatMap { [$0.shift, $0.interval?.lower ?? $0.shift, $0.interval?.upper ?? $0.shift] }
    let scale = Scale.linear(ends + [0], start: plot.xRange.start, end: plot.xRange.end)
    let zero = scale.position(0)
    return plot.panel(title: measure.capitalizedTitle, description: description(comparisons)) {
      plot.verticalGrid(scale)
      plot.xAxis(scale, title: "difference from the reference")
      Plot.line(from: (zero, plot.top), to: (zero, plot.height - plot.bottom), style: "threshold")
      for (index, pair) in zip(comparisons, zip(arms, shifts)).enumerated() {
        let (comparison, (arm, shift)) = pair
        let y = plot.top + 30 * Double(index) + 15
        plot.rowLabel(arm, y: y)
        if let interval = shift.interval {
          Plot.line(
            from: (scale.position(interval.lower), y), to: (scale.position(interval.upper), y),
            style: "interval \(arm.style.stroke)")
        }
        arm.style.mark(
          x: scale.position(shift.shift), y: y, radius: 4.5, filled: comparison.isShown,
          title: "\(arm.name) against \(comparison.reference.name): \(NumberText.difference(shift.shift))")
      }
    }
  }

  private func description(_ comparisons: [ArmComparison]) -> String {
    comparisons.map { comparison in
      let shift = comparison.evidence?.shift
      let range = shift?.interval.map { " (\(NumberText.range($0)))" } ?? ""
      return
        "\(comparison.arm.name) against \(comparison.reference.name): \(NumberText.difference(shift?.shift))\(range)"
    }.joined(separator: "; ") + "."
  }
}
