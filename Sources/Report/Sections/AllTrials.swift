import Studies

/// The list of all trials, folded away on the screen: `results.csv` has the same with more columns.
struct AllTrials {
  let records: [TrialRecord]

  var section: Section {
    let blocks: [Block] =
      records.isEmpty
      ? [.missing("No trial has a record yet.")]
      : [.details(summary: "\(NumberText.count(records.count, "trial")); results.csv has all columns", [.table(table)])]
    return Section(id: "trials", title: "All trials", blocks: blocks)
  }

  private var table: Table {
    Table(
      caption: "Every trial with its seed and its outcome.",
      columns: [
        .text("trial"), .number("learning rate"), .number("seed"), .text("end"), .number("validation accuracy"),
        .number("test accuracy"), .number("HiResCAM inside the mask"), .number("Grad-CAM inside the mask"),
        .number("training"),
      ],
      rows: records.map(row))
  }

  private func row(_ record: TrialRecord) -> [RichText] {
    let end = record.isKept ? "kept" : record.state == .done ? "discarded" : record.state.rawValue
    let texts = [
      record.trial.key, NumberText.scientific(record.trial.learningRate), "\(record.trial.seed)", end,
      NumberText.share(record.result?.epochs.last?.validationAccuracy),
      NumberText.share(Measure.testAccuracy.value(of: record)),
      NumberText.share(Measure.hirescamInside.value(of: record)),
      NumberText.share(Measure.gradcamInside.value(of: record)),
      record.result.map { NumberText.duration($0.trainingSeconds) } ?? "–",
    ]
    return texts.map { RichText($0) }
  }
}
