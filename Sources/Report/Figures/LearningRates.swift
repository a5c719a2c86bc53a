import Studies

/// Whether the learning rate, not the loss, makes the difference: learning rate against the share of the map in the heart.
struct LearningRates {
  let experiment: ExperimentAnalysis

  private static let measure = Measure.hirescamInHeart

  var markup: Markup {
    let plot = Plot(width: 540, height: 320)
    let records = experiment.arms.flatMap(\.records)
    let rates = records.map(\.trial.learningRate).filter { $0 > 0 && $0.isFinite }
    let xScale = Scale.logarithmic(rates, start: plot.xRange.start, end: plot.xRange.end)
    let yScale = Scale.linear([0, 1], start: plot.yRange.start, end: plot.yRange.end)
    let title = "Learning rate and \(Self.measure.title)"
    return plot.svg(title: title, description: "One mark a trained model.") {
      plot.yAxis(yScale, title: "share of the map in the heart")
      plot.xAxis(xScale, title: "learning rate (logarithmic)")
      for arm in experiment.arms {
        for record in arm.records {
          mark(record, arm.style, xScale, yScale)
        }
      }
    }
  }

  private func mark(_ record: TrialRecord, _ style: ArmStyle, _ xScale: Scale, _ yScale: Scale) -> Markup {
    let x = xScale.position(record.trial.learningRate)
    let rate = NumberText.scientific(record.trial.learningRate)
    if record.state == .diverged {
      let y = yScale.start - 5
      return element(
        "path",
        [
          "d": "M\(NumberText.coordinate(x - 3.5)) \(NumberText.coordinate(y - 3.5))l7 7m0 -7l-7 7",
          "stroke": style.color,
          "class": "cross",
        ]
      ) { element("title") { "\(record.trial.key): diverged at \(rate)" } }
    }
    guard let share = Self.measure.value(of: record), share.isFinite else { return .empty }
    let state = record.isKept ? "" : " (discarded)"
    return style.mark(
      x: x, y: yScale.position(share), filled: record.isKept,
      title: "\(record.trial.key)\(state): \(NumberText.share(share)) at \(rate)")
  }
}
