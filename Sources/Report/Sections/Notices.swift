import Studies

/// What is missing from the study or weakens its conclusions, said before any figure.
struct Notices {
  let report: StudyReport

  var markup: Markup {
    let texts = self.texts
    guard !texts.isEmpty else { return .empty }
    return element("section", ["class": "notices", "id": "notices"]) {
      element("h2") { "Mind this" }
      element("ul") { texts.map { text in element("li") { text } } }
    }
  }

  var texts: [String] {
    let counts = report.analysis.counts
    var texts: [String] = []
    if let part = report.study.part {
      texts.append(
        "This is a part of the study, not the study: \(part.description). "
          + "\(counts.planned) of its \(NumberText.count(report.study.wholeTrials, "trial")) were planned.")
    }
    if counts.planned == 0 { texts.append("The study has no trials.") }
    if counts.pending > 0 {
      texts.append(
        "The study is not finished: \(counts.pending) of \(NumberText.count(counts.planned, "trial")) pending. "
          + "All numbers below may change.")
    }
    if counts.planned > 0 && counts.diverged == counts.planned { texts.append("Every trial diverged.") }
    texts += report.analysis.experiments.flatMap(experimentTexts)
    let wrong = report.images.count { !$0.isComplete } + report.examples.count { !$0.isComplete }
    if wrong > 0 {
      texts.append("\(NumberText.count(wrong, "example picture")) of the wrong size left out.")
    }
    return texts
  }

  private func experimentTexts(_ experiment: ExperimentAnalysis) -> [String] {
    let name = "Experiment \(experiment.name)"
    var texts: [String] = []
    for arm in experiment.arms {
      let counts = arm.counts
      let lost = counts.discarded + counts.diverged + counts.stopped + counts.quarantined
      if counts.kept == 0 {
        texts.append(
          "\(name): no model of arm \(arm.name) is kept (\(NumberText.outcomes(counts))), so it takes part in no comparison."
        )
      } else if lost * 10 > counts.planned {
        texts.append(
          "\(name): \(lost) of \(counts.planned) trials of arm \(arm.name) do not count (\(NumberText.outcomes(counts))); "
            + "the kept models may not stand for all.")
      }
    }
    for measure in Study.comparedByDefault where measure.exists(in: experiment.experiment.setting) {
      let isMeasured = experiment.arms.contains { !$0.values(of: measure).isEmpty }
      if !isMeasured && experiment.arms.contains(where: { !$0.kept.isEmpty }) {
        texts.append("\(name): no kept model has a value of \(measure.title) (\(measure.name)).")
      }
    }
    return texts
  }
}

extension NumberText {
  /// "3 discarded, 1 diverged": the ends that occurred, but for kept.
  static func outcomes(_ counts: TrialCounts) -> String {
    let ends = [
      (counts.discarded, "discarded"), (counts.diverged, "diverged"), (counts.stopped, "stopped"),
      (counts.quarantined, "quarantined"),
      (counts.pending, "pending"),
    ]
    let named = ends.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return named.isEmpty ? "none lost" : named.joined(separator: ", ")
  }
}
