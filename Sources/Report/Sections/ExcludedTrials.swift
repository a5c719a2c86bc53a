import Studies

/// Every trial that does not count, and why: nothing is dropped in silence.
struct ExcludedTrials {
  let records: [TrialRecord]

  var markup: Markup {
    let excluded = records.discarded()
    return element("section", ["id": "excluded"]) {
      element("h2") { "Trials that do not count" }
      if excluded.isEmpty {
        element("p") { "None: no finished trial was discarded, diverged or was quarantined." }
      } else {
        Table(
          caption: .text("Discarded, diverged and quarantined trials, with the reason."),
          columns: [
            .text("trial"), .text("experiment"), .text("arm"), .number("learning rate"), .text("end"),
            .number("validation accuracy", "after the last epoch"), .text("reason"),
          ],
          rows: excluded.map(row)
        ).markup
      }
    }
  }

  private func row(_ record: TrialRecord) -> [Markup] {
    let end = record.state == .done ? "discarded" : record.state.rawValue
    return [
      .text(record.trial.key), .text(record.trial.experiment.name), .text(record.trial.arm.name),
      .text(NumberText.scientific(record.trial.learningRate)), .text(end),
      .text(NumberText.share(record.result?.epochs.last?.validationAccuracy)),
      element("span", ["class": "reason"]) { reason(record) },
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
}
