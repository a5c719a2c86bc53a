import Studies

/// How each measure is spread over the models of each arm (the paper's Figures 6 and 7), with medians and their intervals.
struct Overlaps {
  let experiment: ExperimentAnalysis

  /// The measures of maps; what concerns the marker's causal effect has a figure of its own.
  private var measures: [Measure] {
    experiment.measures.filter { $0.quantity.isOfMap || $0.quantity == .accuracy }
  }

  /// Nil where no kept model has a value.
  var figure: Figure? {
    guard !measures.isEmpty else { return nil }
    return Figure(
      name: "\(experiment.fileName)-overlaps", title: "Overlap and accuracy",
      caption: """
        Overlap of the maps with the regions, and accuracy, experiment \(experiment.name). Each mark is a kept model: the mean \
        of its test images by class, averaged over the classes. Shaded: from the lower to the upper quartile. Below: the median \
        with its 95 % bootstrap interval (BCa).
        """,
      panels: measures.map { StripPlot(measure: $0, arms: experiment.arms, domain: domain($0)).panel },
      data: StripPlot.data(measures, experiment.arms))
  }

  /// The shares inside the mask have one axis, so that methods can be compared.
  private func domain(_ measure: Measure) -> [Double]? {
    measure.quantity == .inside ? [0, 1] : nil
  }
}
