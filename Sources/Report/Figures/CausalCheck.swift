import Studies

/// What becomes of the answers when the marker is removed, added or swapped: reliance on the marker, without any map.
struct CausalCheck {
  let experiment: ExperimentAnalysis

  private static let accuracies: [Measure] = [.accuracy, .accuracyRemoved, .accuracyAdded, .accuracySwapped].map {
    Measure($0)
  }
  private static let flipped = Measure(.flippedSwapped)

  /// Nil in a setting without marker, or before a model was checked.
  var figure: Figure? {
    let measures = (Self.accuracies + [Self.flipped]).filter(experiment.measures.contains)
    guard measures.contains(where: { $0.quantity.needsMarker && !$0.quantity.isOfMap }) else { return nil }
    let values = Self.accuracies.flatMap { measure in experiment.arms.flatMap { $0.values(of: measure) } }
    return Figure(
      name: "\(experiment.fileName)-causal-check", title: "Causal check",
      caption: """
        What a model answers when the marker in the corner is changed and nothing else, experiment \(experiment.name): accuracy \
        on the test images as they are, with the marker removed from all, added to all, and swapped between those with and \
        without it; and the share of answers that the swap changes. A model that does not use the marker answers the same \
        throughout. Marks and intervals as in the figure of overlaps.
        """,
      panels: measures.map { measure in
        StripPlot(measure: measure, arms: experiment.arms, domain: measure == Self.flipped ? nil : values).panel
      },
      data: StripPlot.data(measures, experiment.arms))
  }

  /// Medians of the arms, side by side, and how many answers a change of the marker changes.
  var table: Table? {
    let measures = (Self.accuracies + [Self.flipped]).filter(experiment.measures.contains)
    guard figure != nil else { return nil }
    return Table(
      caption:
        "Causal check, experiment \(experiment.name): medians over the kept models with 95 % bootstrap intervals.",
      columns: [.text("arm"), .number("models")] + measures.map { .number($0.title) },
      rows: experiment.arms.map { arm in
        [.arm(arm), "\(arm.kept.count)"] + measures.map { Cells.median(arm.median(of: $0)) }
      })
  }
}
