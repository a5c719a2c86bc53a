import Foundation
import Studies

/// Accuracy against localisation: what a gain of one costs of the other, and which models are beaten in neither.
struct ParetoFront {
  let experiment: ExperimentAnalysis

  private struct Model {
    let record: TrialRecord
    let arm: ArmAnalysis
    let accuracy: Double
    let share: Double

    /// Of the heatmap part that it was trained with; nil where there is none.
    var weight: Double? { record.trial.arm.heatmap?.weight }
  }

  private var models: [Model] {
    experiment.arms.flatMap { arm in
      arm.kept.compactMap { record in
        guard let accuracy = Measure.testAccuracy.value(of: record), accuracy.isFinite,
          let share = Measure.hirescamInside.value(of: record), share.isFinite
        else { return nil }
        return Model(record: record, arm: arm, accuracy: accuracy, share: share)
      }
    }
  }

  /// The weights of the heatmap parts that models were trained with, where there are several.
  private var weights: [Double] {
    let all = Set(models.compactMap(\.weight)).filter { $0 > 0 && $0.isFinite }.sorted()
    return all.count > 1 ? all : []
  }

  /// Nil where no kept model has both measures.
  var figure: Figure? {
    let models = self.models
    guard !models.isEmpty else { return nil }
    let colours =
      weights.isEmpty ? "" : " Inside each mark: the weight of the heatmap part, by the scale below; white for none."
    return Figure(
      name: "\(experiment.fileName)-pareto", title: "Accuracy and localisation",
      caption: """
        Test accuracy against the share of the HiResCAM map inside the mask, experiment \(experiment.name). One mark a kept model. \
        The dashed line is the Pareto front: no model is both more accurate and better placed than those on it.\(colours)
        """,
      legend: experiment.arms, panels: [panel(models)],
      data: DataTable(
        columns: ["trial", "arm", "heatmap_weight", "learning_rate", "test_accuracy", "hirescam_inside", "on_front"],
        rows: models.map { model in
          [
            model.record.trial.key, model.arm.name, DataTable.number(model.weight),
            "\(model.record.trial.learningRate)", "\(model.accuracy)", "\(model.share)",
            "\(Self.front(models).contains { $0.record.trial.number == model.record.trial.number })",
          ]
        }))
  }

  /// From the best placed to the most accurate; each is more accurate than all that are better placed.
  private static func front(_ models: [Model]) -> [Model] {
    var best = -Double.infinity
    return models.sorted { ($0.share, $0.accuracy) > ($1.share, $1.accuracy) }.filter { model in
      defer { best = max(best, model.accuracy) }
      return model.accuracy > best
    }
  }

  private func panel(_ models: [Model]) -> Panel {
    let weights = self.weights
    let plot = Plot(width: 540, height: weights.isEmpty ? 340 : 384, bottom: weights.isEmpty ? 42 : 86)
    let xScale = Scale.linear(models.map(\.share) + [0, 1], start: plot.xRange.start, end: plot.xRange.end)
    let yScale = Scale.linear(models.map(\.accuracy) + [1], start: plot.yRange.start, end: plot.yRange.end)
    let front = Self.front(models)
    return plot.panel(
      title: "Accuracy and localisation",
      description: "\(NumberText.count(models.count, "model")); on the front: "
        + front.map { "\($0.record.trial.key) (\(NumberText.share($0.share)), \(NumberText.share($0.accuracy)))" }
        .joined(separator: ", ") + "."
    ) {
      plot.yAxis(yScale, title: Measure.testAccuracy.title)
      plot.verticalGrid(xScale)
      frontLine(front, xScale, yScale, plot)
      for model in models { mark(model, weights, xScale, yScale) }
      plot.baseline
      for tick in xScale.ticks {
        Plot.text(tick.label, x: xScale.position(tick.value), y: plot.height - plot.bottom + 16, anchor: "middle")
      }
      Plot.text(
        "share of the HiResCAM map inside the mask", x: (plot.left + plot.width - plot.right) / 2,
        y: plot.height - plot.bottom + 34, anchor: "middle", style: "axis-title")
      weightScale(weights, plot)
    }
  }

  /// Steps: what lies left of and below the line is beaten.
  private func frontLine(_ front: [Model], _ xScale: Scale, _ yScale: Scale, _ plot: Plot) -> Markup {
    guard let first = front.first else { return .empty }
    func number(_ value: Double) -> String { NumberText.coordinate(value) }
    var path = "M\(number(xScale.position(first.share))) \(number(plot.yRange.start))"
    path += "V\(number(yScale.position(first.accuracy)))"
    for model in front.dropFirst() {
      path += "H\(number(xScale.position(model.share)))V\(number(yScale.position(model.accuracy)))"
    }
    path += "H\(number(plot.xRange.start))"
    return element("path", ["d": path, "class": "front"])
  }

  private func mark(_ model: Model, _ weights: [Double], _ xScale: Scale, _ yScale: Scale) -> Markup {
    let (x, y) = (xScale.position(model.share), yScale.position(model.accuracy))
    let title =
      "\(model.record.trial.key): accuracy \(NumberText.share(model.accuracy)), \(NumberText.share(model.share)) inside the mask"
    if weights.isEmpty { return model.arm.style.mark(x: x, y: y, radius: 4, title: title) }
    return group {
      model.arm.style.mark(x: x, y: y, radius: 6, title: title)
      element(
        "circle",
        [
          "cx": NumberText.coordinate(x), "cy": NumberText.coordinate(y), "r": "3",
          "fill": color(model.weight, weights),
        ]
      ) { element("title") { title } }
    }
  }

  /// By the place of the weight's logarithm between those of the smallest and the largest.
  private func color(_ weight: Double?, _ weights: [Double]) -> String {
    guard let weight, weight > 0, let low = weights.first, let high = weights.last else { return "#ffffff" }
    return ColorMap.color(0.15 + 0.8 * Float(log(weight / low) / log(high / low))).css
  }

  /// Weights that occur with their colours, five at most.
  private func weightScale(_ weights: [Double], _ plot: Plot) -> Markup {
    let count = min(weights.count, 5)
    let shown = (0..<count).map { weights[$0 * (weights.count - 1) / max(1, count - 1)] }
    return group {
      if !shown.isEmpty {
        Plot.text("heatmap weight", x: plot.left, y: plot.height - 16, anchor: "start", style: "axis-title")
        for (index, weight) in shown.enumerated() {
          let x = plot.left + 112 + 70 * Double(index)
          element(
            "rect",
            [
              "x": NumberText.coordinate(x), "y": NumberText.coordinate(plot.height - 26), "width": "12",
              "height": "12",
              "fill": color(weight, weights), "class": "axis",
            ])
          Plot.text(NumberText.significant(weight), x: x + 16, y: plot.height - 16, anchor: "start")
        }
      }
    }
  }
}
