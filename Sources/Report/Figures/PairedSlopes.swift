import Studies

/// Matched pairs of models: the reference on the left, the arm on the right, a line from one to the other.
struct PairedSlopes {
  let experiment: ExperimentAnalysis

  private var comparisons: [ArmComparison] {
    experiment.comparisons.filter { $0.isPrimary && !($0.evidence?.differences.isEmpty ?? true) }
  }

  /// Nil where no two arms are matched.
  var figure: Figure? {
    let comparisons = self.comparisons
    guard !comparisons.isEmpty else { return nil }
    return Figure(
      name: "\(experiment.fileName)-pairs", title: "Matched pairs",
      caption: """
        Matched pairs, experiment \(experiment.name): trial k of the reference on the left, trial k of the arm on the right, \
        which have the same initial weights, order of images and learning rate. Pairs in which either model is not kept, or \
        has no value, are not drawn.
        """,
      panels: comparisons.map(panel),
      data: DataTable(
        columns: ["measure", "index", "reference", "reference_value", "arm", "arm_value"],
        rows: comparisons.flatMap { comparison in
          pairs(comparison).map {
            [
              comparison.measure.name, "\($0.index)", comparison.reference.name, "\($0.reference)", comparison.arm.name,
              "\($0.arm)",
            ]
          }
        }))
  }

  private func pairs(_ comparison: ArmComparison) -> [(index: Int, reference: Double, arm: Double)] {
    guard let arm = experiment.arms.first(where: { $0.name == comparison.arm.name }),
      let reference = experiment.arms.first(where: { $0.name == comparison.reference.name })
    else { return [] }
    let values = arm.outcomesByIndex(of: comparison.measure)
    return reference.outcomesByIndex(of: comparison.measure).sorted { $0.key < $1.key }.compactMap { index, value in
      guard let value, let own = values[index] ?? nil else { return nil }
      return (index, value, own)
    }
  }

  private func panel(_ comparison: ArmComparison) -> Panel {
    let pairs = pairs(comparison)
    let plot = Plot(width: 228, height: 250, bottom: 34)
    let all = pairs.flatMap { [$0.reference, $0.arm] }
    let isShare = comparison.measure.quantity == .inside
    let scale = Scale.linear(isShare ? all + [0, 1] : all, start: plot.yRange.start, end: plot.yRange.end)
    let (left, right) = (plot.xRange.start + 14, plot.xRange.end - 14)
    let style = experiment.arms.first { $0.name == comparison.arm.name }?.style ?? ArmStyle(index: 0)
    let reference = experiment.arms.first { $0.name == comparison.reference.name }?.style ?? ArmStyle(index: 0)
    let rising = pairs.count { $0.arm > $0.reference }
    let room = (plot.width - plot.left) / 2 - 4
    return plot.panel(
      title: comparison.measure.capitalizedTitle,
      description:
        "\(comparison.arm.name) against \(comparison.reference.name): of \(NumberText.count(pairs.count, "pair")), "
        + "\(rising) higher with \(comparison.arm.name)."
    ) {
      plot.yAxis(scale, title: comparison.measure.quantity.axisTitle)
      for pair in pairs {
        let ends = (scale.position(pair.reference), scale.position(pair.arm))
        let text = "trial \(pair.index): \(NumberText.share(pair.reference)) to \(NumberText.share(pair.arm))"
        style.path([(left, ends.0), (right, ends.1)], style: "curve", title: text)
        reference.mark(x: left, y: ends.0, title: text)
        style.mark(x: right, y: ends.1, title: text)
      }
      for (name, x, anchor) in [
        (comparison.reference.name, plot.left, "start"), (comparison.arm.name, plot.width - 4, "end"),
      ] {
        Plot.text(
          Plot.shortened(name, toWidth: room, size: 11.5), x: x, y: plot.height - 12, anchor: anchor, style: "label")
      }
    }
  }
}
