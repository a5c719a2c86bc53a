import Studies

/// Every trial that does not count, and why: nothing is dropped in silence.
struct Exclusions {
  let analysis: Analysis

  var section: Section {
    let excluded = analysis.records.discarded()
    let first: Block =
      excluded.isEmpty
      ? .paragraph("No finished trial was discarded, diverged, was stopped or was given up.")
      : .table(
        Table(
          caption: "Discarded, diverged, stopped and quarantined trials, with the reason.",
          columns: [
            .text("trial"), .number("learning rate"), .text("end"),
            .number("validation accuracy", "after the last epoch"), .text("reason"),
          ],
          rows: excluded.map(row)))
    return Section(id: "exclusions", title: "Exclusions", blocks: [first] + undefined)
  }

  private func row(_ record: TrialRecord) -> [RichText] {
    let end = record.state == .done ? "discarded" : record.state.rawValue
    return [
      RichText(record.trial.key), RichText(NumberText.scientific(record.trial.learningRate)), RichText(end),
      RichText(NumberText.share(record.result?.epochs.last?.validationAccuracy)), RichText(reason(record)),
    ]
  }

  private func reason(_ record: TrialRecord) -> String {
    let experiment = record.trial.experiment
    if record.state == .done, record.result?.epochs.last != nil {
      // The column beside it has the accuracy.
      return "validation accuracy below \(NumberText.coordinate(experiment.minimumValidationAccuracy * 100))\u{A0}%"
    }
    let reason = record.reason ?? "no reason was recorded"
    // The end of a long log says what went wrong last.
    return reason.count <= 600 ? reason : "… " + reason.suffix(600)
  }

  /// Kept models that are missing from a comparison because they have no value of its measure.
  private var undefined: [Block] {
    var items: [RichText] = []
    for experiment in analysis.experiments {
      var seen: Set<[String]> = []
      for comparison in experiment.comparisons {
        for group in [comparison.reference, comparison.arm] where group.undefined > 0 {
          guard seen.insert([group.name, comparison.measure.name]).inserted else { continue }
          items.append(
            """
            Experiment \(experiment.name): \(NumberText.count(group.undefined, "kept model")) of arm \(group.name) without a value \
            of \(comparison.measure.title).
            """)
        }
      }
    }
    return items.isEmpty ? [] : [.paragraph("Kept models that are missing from a comparison:"), .list(items)]
  }
}
