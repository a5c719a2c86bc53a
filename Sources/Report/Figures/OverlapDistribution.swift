import Statistics
import Studies

/// How one measure is spread over the models of each arm: every kept model a mark, beside a box of median and quartiles (the
/// paper's Figures 6 and 7).
struct OverlapDistribution {
  let measure: Measure
  let arms: [ArmAnalysis]
  /// Pixels that the panel has; it takes more where there are many arms.
  let width: Double

  private var values: [[Double]] { arms.map { $0.values(of: measure) } }

  private var plot: Plot {
    Plot(width: max(width, 70 + 88 * Double(arms.count)), height: 320, bottom: 70)
  }

  /// Shares that differ by orders of magnitude are drawn on a logarithmic axis: a linear one would show nothing but the largest.
  private func scale(_ plot: Plot) -> Scale {
    let all = values.flatMap { $0 }
    let medians = values.compactMap { BoxSummary($0)?.median }
    let maximum = all.max() ?? 0
    if maximum > 0, let lowest = medians.min(), lowest < maximum / 100 {
      return .logarithmic(all, floor: 1e-6, start: plot.yRange.start, end: plot.yRange.end)
    }
    let isWide = maximum > 0.3
    return .linear(isWide ? all + [0, 1] : all + [0], start: plot.yRange.start, end: plot.yRange.end)
  }

  var markup: Markup {
    let plot = self.plot
    let scale = self.scale(plot)
    let slot = (plot.xRange.end - plot.xRange.start) / Double(max(arms.count, 1))
    return plot.svg(title: measure.title, description: description) {
      plot.yAxis(scale, title: scale.isLogarithmic ? "share of the map (logarithmic)" : "share of the map")
      plot.baseline
      for (index, arm) in arms.enumerated() {
        column(arm, values[index], middle: plot.xRange.start + slot * (Double(index) + 0.5), slot, scale, plot)
      }
    }
  }

  private var description: String {
    zip(arms, values).map { arm, values in
      guard let box = BoxSummary(values) else { return "\(arm.name): no values" }
      return "\(arm.name): \(NumberText.count(values.count, "model")), median \(NumberText.share(box.median))"
    }.joined(separator: "; ")
  }

  private func column(
    _ arm: ArmAnalysis, _ values: [Double], middle: Double, _ slot: Double, _ scale: Scale, _ plot: Plot
  ) -> Markup {
    let box = BoxSummary(values)
    let positions = values.map(scale.position)
    let swarm = Swarm(positions, diameter: 6.6, room: slot * 0.33)
    let keys = arm.kept.filter { measure.value(of: $0)?.isFinite ?? false }.map(\.trial.key)
    return group {
      if let box { boxMarkup(box, x: middle - slot * 0.34, width: min(slot * 0.16, 18), scale, arm.style.color) }
      for (index, value) in values.enumerated() {
        arm.style.mark(
          x: middle + slot * 0.1 + swarm.offsets[index], y: positions[index], radius: swarm.diameter / 2 - 0.2,
          title: "\(keys[index]): \(NumberText.share(value))")
      }
      let base = plot.height - plot.bottom
      element(
        "text", ["x": NumberText.coordinate(middle), "y": NumberText.coordinate(base + 17), "class": "category"]
      ) {
        Plot.shortened(arm.name, to: Int(slot / 7))
        element("title") { arm.name }
      }
      Plot.text("n = \(values.count)", x: middle, y: base + 32, anchor: "middle")
      Plot.text("median", x: middle, y: base + 47, anchor: "middle")
      Plot.text(NumberText.share(box?.median), x: middle, y: base + 62, anchor: "middle")
    }
  }

  private func boxMarkup(_ box: BoxSummary, x: Double, width: Double, _ scale: Scale, _ color: String) -> Markup {
    let (bottom, top) = (scale.position(box.lowerQuartile), scale.position(box.upperQuartile))
    let (low, high) = (scale.position(box.lowerWhisker), scale.position(box.upperWhisker))
    let median = scale.position(box.median)
    return group {
      Plot.line(from: (x, bottom), to: (x, low), style: "whisker", color: color)
      Plot.line(from: (x, top), to: (x, high), style: "whisker", color: color)
      element(
        "rect",
        [
          "x": NumberText.coordinate(x - width / 2), "y": NumberText.coordinate(top),
          "width": NumberText.coordinate(width), "height": NumberText.coordinate(max(bottom - top, 0.5)),
          "fill": color, "fill-opacity": "0.18", "stroke": color, "class": "box",
        ])
      Plot.line(from: (x - width / 2, median), to: (x + width / 2, median), style: "median", color: color)
    }
  }
}
