import Studies

/// How the arms fare as the marker follows the class more closely: one point an arm and experiment, where experiments differ in
/// the strength of the shortcut.
struct ShortcutStrength {
  let analysis: Analysis

  private static let wanted: [Measure] = [
    .hirescamInside, .hirescamOnMarker, .testAccuracy, Measure(.accuracySwapped), Measure(.flippedSwapped),
  ]

  private struct Point {
    let strength: Double
    let experiment: ExperimentAnalysis
    let arm: ArmAnalysis
  }

  private var points: [Point] {
    analysis.experiments.flatMap { experiment in
      experiment.arms.compactMap { arm in
        experiment.experiment.source.shortcutStrength.map { Point(strength: $0, experiment: experiment, arm: arm) }
      }
    }
  }

  private var measures: [Measure] {
    Self.wanted.filter { measure in points.contains { $0.arm.median(of: measure) != nil } }
  }

  /// Nil unless there are at least two strengths.
  var figure: Figure? {
    let points = self.points
    guard Set(points.map(\.strength)).count > 1, !measures.isEmpty else { return nil }
    return Figure(
      name: "shortcut-strength", title: "Shortcut strength",
      caption: """
        Medians of the kept models with 95 % bootstrap intervals (BCa) by shortcut strength: how often the marker follows the \
        class rather than a coin. One point an arm and experiment; arms of one name are joined.
        """,
      legend: arms, panels: measures.map(panel),
      data: DataTable(
        columns: ["experiment", "shortcut_strength", "arm", "measure", "median", "lower", "upper"],
        rows: measures.flatMap { measure in
          points.map { point in
            let median = point.arm.median(of: measure)
            return [
              point.experiment.name, "\(point.strength)", point.arm.name, measure.name, DataTable.number(median?.value),
              DataTable.number(median?.interval?.lower), DataTable.number(median?.interval?.upper),
            ]
          }
        }))
  }

  /// Each name once.
  private var arms: [ArmAnalysis] {
    var seen: Set<String> = []
    return points.map(\.arm).filter { seen.insert($0.name).inserted }
  }

  private func panel(_ measure: Measure) -> Panel {
    let plot = Plot(height: 280)
    let shown = points.filter { $0.arm.median(of: measure) != nil }
    let medians = shown.compactMap { $0.arm.median(of: measure) }
    let ends = medians.flatMap { [$0.value, $0.interval?.lower ?? $0.value, $0.interval?.upper ?? $0.value] }
    let xScale = Scale.linear(shown.map(\.strength), start: plot.xRange.start + 8, end: plot.xRange.end - 8)
    let yScale = Scale.linear(ends, start: plot.yRange.start, end: plot.yRange.end)
    return plot.panel(
      title: measure.capitalizedTitle, description: "By shortcut strength, \(NumberText.count(arms.count, "arm"))."
    ) {
      plot.yAxis(yScale, title: measure.quantity.axisTitle)
      plot.xAxis(xScale, title: "shortcut strength")
      for arm in arms {
        line(shown.filter { $0.arm.name == arm.name }.sorted { $0.strength < $1.strength }, measure, xScale, yScale)
      }
    }
  }

  private func line(_ points: [Point], _ measure: Measure, _ xScale: Scale, _ yScale: Scale) -> Markup {
    let places = points.compactMap { point in
      point.arm.median(of: measure).map { (xScale.position(point.strength), yScale.position($0.value)) }
    }
    return group {
      if let first = points.first, places.count > 1 {
        first.arm.style.path(places, style: "curve", title: first.arm.name)
      }
      for (point, place) in zip(points, places) {
        if let interval = point.arm.median(of: measure)?.interval {
          Plot.line(
            from: (place.0, yScale.position(interval.lower)), to: (place.0, yScale.position(interval.upper)),
            style: "interval \(point.arm.style.stroke)")
        }
        point.arm.style.mark(x: place.0, y: place.1, radius: 4, title: "\(point.arm.name), \(point.experiment.name)")
      }
    }
  }
}
