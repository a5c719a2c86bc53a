import Statistics
import Studies

/// How hard the heatmap part of the loss pulls beside the classification part, over training: the ratio of the gradients' norms.
struct GradientNormRatios {
  let experiment: ExperimentAnalysis

  /// Nil where no arm has a heatmap part, or none was recorded.
  var figure: Figure? {
    let arms = experiment.arms.filter { arm in
      arm.records.contains { $0.result.map { !Self.ratios($0).isEmpty } ?? false }
    }
    guard !arms.isEmpty else { return nil }
    return Figure(
      name: "\(experiment.fileName)-gradient-norms", title: "Gradient norms",
      caption: """
        The norm of the heatmap part's gradient over that of the classification part, by all trained weights, on the first batch \
        of each epoch, experiment \(experiment.name). Thin: each trial; thick: the arm's median. At 1 both parts pull as hard.
        """,
      legend: arms, panels: [panel(arms)],
      data: DataTable(
        columns: ["trial", "arm", "epoch", "classification_norm", "heatmap_norm"],
        rows: arms.flatMap(\.records).flatMap { record in
          (record.result?.epochs ?? []).enumerated().compactMap { index, epoch in
            epoch.gradientNorms.map {
              [record.trial.key, record.trial.arm.name, "\(index + 1)", "\($0.classification)", "\($0.heatmap)"]
            }
          }
        }))
  }

  /// By epoch, from 1.
  private static func ratios(_ result: TrialResult) -> [(epoch: Int, ratio: Double)] {
    result.epochs.enumerated().compactMap { index, epoch in
      guard let norms = epoch.gradientNorms, norms.classification > 0, norms.heatmap > 0 else { return nil }
      let ratio = norms.heatmap / norms.classification
      return ratio.isFinite ? (index + 1, ratio) : nil
    }
  }

  private func panel(_ arms: [ArmAnalysis]) -> Panel {
    let plot = Plot(width: 540, height: 320, left: 78)
    let all = arms.flatMap(\.records).compactMap(\.result).flatMap(Self.ratios)
    let xScale = Scale.counting(
      to: all.map(\.epoch).max() ?? 1, start: plot.xRange.start + 10, end: plot.xRange.end - 10)
    let yScale = Scale.logarithmic(all.map(\.ratio) + [1], start: plot.yRange.start, end: plot.yRange.end)
    let one = yScale.position(1)
    return plot.panel(title: "Heatmap over classification", description: description(arms)) {
      plot.yAxis(yScale, title: "ratio of gradient norms")
      plot.xAxis(xScale, title: "epoch")
      Plot.line(from: (plot.xRange.start, one), to: (plot.xRange.end, one), style: "threshold")
      for arm in arms {
        for record in arm.records {
          if let result = record.result { line(Self.ratios(result), arm, record.trial.key, "curve", xScale, yScale) }
        }
      }
      for arm in arms { line(medians(arm), arm, "\(arm.name), median", "curve main", xScale, yScale) }
    }
  }

  private func line(
    _ ratios: [(epoch: Int, ratio: Double)], _ arm: ArmAnalysis, _ title: String, _ style: String, _ xScale: Scale,
    _ yScale: Scale
  ) -> Markup {
    let points = ratios.map { (xScale.position(Double($0.epoch)), yScale.position($0.ratio)) }
    if points.count == 1 { return arm.style.mark(x: points[0].0, y: points[0].1, title: title) }
    return points.isEmpty ? .empty : arm.style.path(points, style: style, title: title)
  }

  private func medians(_ arm: ArmAnalysis) -> [(epoch: Int, ratio: Double)] {
    let all = arm.records.compactMap(\.result).flatMap(Self.ratios)
    return Set(all.map(\.epoch)).sorted().compactMap { epoch in
      let ratios = all.filter { $0.epoch == epoch }.map(\.ratio)
      return (try? quantile(ratios, 0.5)).map { (epoch, $0) }
    }
  }

  private func description(_ arms: [ArmAnalysis]) -> String {
    arms.map { arm in
      let medians = self.medians(arm)
      let (first, last) = (medians.first?.ratio ?? 0, medians.last?.ratio ?? 0)
      return "\(arm.name): median from \(NumberText.significant(first)) to \(NumberText.significant(last))"
    }.joined(separator: "; ") + "."
  }
}
