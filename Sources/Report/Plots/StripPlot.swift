import Studies

/// One measure in every arm: each kept model a mark, behind them the quartiles, below them the median with its interval. One arm
/// a row, so that many arms fit a phone.
struct StripPlot {
  let measure: Measure
  let arms: [ArmAnalysis]
  /// A scale that panels share; nil for one of its own.
  var domain: [Double]?

  private static let rowHeight = 40.0

  var panel: Panel {
    let plot = Plot(
      height: 32 + Self.rowHeight * Double(arms.count) + 42, left: Plot.labelMargin(arms))
    let scale = self.scale(plot)
    let unit = measure.quantity.axisTitle
    return plot.panel(title: measure.capitalizedTitle, description: description) {
      plot.verticalGrid(scale)
      plot.xAxis(scale, title: scale.isLogarithmic ? "\(unit) (logarithmic)" : unit)
      for (index, arm) in arms.enumerated() {
        row(arm, top: plot.top + Self.rowHeight * Double(index), scale, plot)
      }
    }
  }

  /// Shares that differ by orders of magnitude are drawn on a logarithmic axis: a linear one would show nothing but the largest.
  private func scale(_ plot: Plot) -> Scale {
    let all = arms.flatMap { $0.values(of: measure) }
    let medians = arms.compactMap { $0.median(of: measure)?.value }
    let maximum = all.max() ?? 0
    let isSmall = [.onMarker, .onFat].contains(measure.quantity)
    if isSmall, maximum > 0, let lowest = medians.min(), lowest < maximum / 100 {
      return .logarithmic(all, floor: 1e-6, start: plot.xRange.start, end: plot.xRange.end)
    }
    return .linear(domain ?? all, start: plot.xRange.start, end: plot.xRange.end)
  }

  private var description: String {
    arms.map { arm in
      guard let median = arm.median(of: measure) else { return "\(arm.name): no value" }
      let models = NumberText.count(arm.values(of: measure).count, "model")
      return "\(arm.name): \(models), median \(NumberText.share(median.value))\(NumberText.bracketed(median.interval))"
    }.joined(separator: "; ") + "."
  }

  private func row(_ arm: ArmAnalysis, top: Double, _ scale: Scale, _ plot: Plot) -> Markup {
    let models = arm.kept.filter { measure.value(of: $0)?.isFinite ?? false }
    let values = models.compactMap { measure.value(of: $0) }
    let positions = values.map(scale.position)
    let middle = top + 15
    let swarm = Swarm(positions, diameter: 6, room: 11)
    return group {
      plot.rowLabel(arm, y: top + 17)
      if let box = BoxSummary(values) { quartiles(box, arm, top: top + 2, scale) }
      for (index, record) in models.enumerated() {
        arm.style.mark(
          x: positions[index], y: middle + swarm.offsets[index], radius: swarm.diameter / 2 - 0.2,
          title: "\(record.trial.key): \(NumberText.share(values[index]))")
      }
      if let median = arm.median(of: measure) { interval(median, arm, y: top + 33, scale) }
    }
  }

  private func quartiles(_ box: BoxSummary, _ arm: ArmAnalysis, top: Double, _ scale: Scale) -> Markup {
    let (start, end) = (scale.position(box.lowerQuartile), scale.position(box.upperQuartile))
    return element(
      "rect",
      [
        "x": NumberText.coordinate(start), "y": NumberText.coordinate(top),
        "width": NumberText.coordinate(max(end - start, 0.5)), "height": "26", "class": "box \(arm.style.fill)",
      ])
  }

  private func interval(_ median: ArmAnalysis.Median, _ arm: ArmAnalysis, y: Double, _ scale: Scale) -> Markup {
    let x = scale.position(median.value)
    return group {
      if let interval = median.interval {
        Plot.line(
          from: (scale.position(interval.lower), y), to: (scale.position(interval.upper), y),
          style: "interval \(arm.style.stroke)")
      }
      Plot.line(from: (x, y - 4), to: (x, y + 4), style: "median \(arm.style.stroke)")
    }
  }

  /// Every kept model's value, for the figure's file.
  static func data(_ measures: [Measure], _ arms: [ArmAnalysis]) -> DataTable {
    DataTable(
      columns: ["trial", "arm"] + measures.map(\.name),
      rows: arms.flatMap { arm in
        arm.kept.map { record in
          [record.trial.key, arm.name] + measures.map { DataTable.number($0.value(of: record)) }
        }
      })
  }
}
