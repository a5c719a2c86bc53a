import Statistics
import Studies

/// What is missing from the study or weakens its conclusions, said before any figure.
struct Notices {
  let report: StudyReport
  let pictures: StudyReport.Pictures

  /// Nil where there is nothing to mind.
  var section: Section? {
    let texts = self.texts
    guard !texts.isEmpty else { return nil }
    return Section(
      id: "notices", title: "Mind this", emphasis: .warning, blocks: [.list(texts.map { RichText($0) })])
  }

  private var texts: [String] {
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
    texts += pictureTexts
    return texts
  }

  private func experimentTexts(_ experiment: ExperimentAnalysis) -> [String] {
    let name = "Experiment \(experiment.name)"
    var texts = losses(experiment).map { "\(name): \($0)" }
    if let rule = experiment.experiment.earlyStopping {
      texts.append(
        "\(name): trials were stopped early by successive halving (from \(NumberText.count(rule.minimumEpochs, "epoch")) on, one of "
          + "\(rule.reduction) went on). Which ones depends on the order in which workers finished, so the arms’ models are "
          + "selected, and p-values and intervals do not hold as they stand.")
    }
    texts += confounds(experiment).map { "\(name): \($0)" }
    texts += fewModels(experiment).map { "\(name): \($0)" }
    texts += undefinedMaps(experiment).map { "\(name): \($0)" }
    for measure in plannedMeasures(experiment) where !experiment.measures.contains(measure) {
      if experiment.arms.contains(where: { !$0.kept.isEmpty }) {
        texts.append("\(name): no kept model has a value of \(measure.title) (\(measure.name)).")
      }
    }
    return texts
  }

  private func losses(_ experiment: ExperimentAnalysis) -> [String] {
    var texts = experiment.arms.filter { $0.kept.isEmpty }.map { arm in
      "no model of arm \(arm.name) is kept (\(NumberText.outcomes(arm.counts))), so it takes part in no comparison of kept models."
    }
    let losing = experiment.arms.filter { !$0.kept.isEmpty && $0.counts.failed * 10 > $0.counts.planned }
    if !losing.isEmpty {
      let arms = losing.map { arm in
        "\(arm.counts.failed) of \(arm.counts.planned) of arm \(arm.name) (\(NumberText.outcomes(arm.counts)))"
      }
      texts.append(
        "trials that do not count: \(arms.joined(separator: ", ")). The kept models may not stand for all; the comparison with "
          + "failures as outcomes counts them.")
    }
    return texts
  }

  /// A comparison says something about a setting only where the arms differ in nothing else.
  private func confounds(_ experiment: ExperimentAnalysis) -> [String] {
    experiment.pairs.flatMap { pair -> [String] in
      guard let arm = experiment.arms.first(where: { $0.name == pair[0].arm.name }),
        let reference = experiment.arms.first(where: { $0.name == pair[0].reference.name })
      else { return [] }
      let names = arm.arm.differences(from: reference.arm)
      var texts: [String] = []
      if names.count > 1 {
        texts.append(
          "\(arm.name) and \(reference.name) differ in \(names.joined(separator: ", ")); their comparison cannot tell which of "
            + "these makes the difference.")
      }
      if !pair[0].isMatched {
        texts.append(
          "\(arm.name) and \(reference.name) are not matched (their trials have other learning rates or weights), so they are compared as independent "
            + "groups.")
      }
      return texts
    }
  }

  private func fewModels(_ experiment: ExperimentAnalysis) -> [String] {
    let made = experiment.comparisons.compactMap { one in one.evidence.map { (one, $0) } }
    var texts: [String] = []
    if let fewest = made.map(\.0.smallestCount).min(), fewest < Answer.fewModels {
      texts.append(
        "with as few as \(NumberText.count(fewest, "model")) in a comparison its results are an indication at best, whatever the p."
      )
    }
    let family = report.analysis.familySize
    let hopeless = made.filter { $0.1.cannotBeShown(amongst: family) }
    if let smallest = hopeless.compactMap(\.1.smallestPossibleP).max() {
      texts.append(
        "\(hopeless.count) of \(NumberText.count(made.count, "comparison")) had too few models for Holm’s correction over \(family): "
          + "the smallest p that they can give, \(NumberText.probability(smallest)) for the smallest, may still become "
          + "\(NumberText.probability(min(1, smallest * Double(family)))). More trials or fewer planned comparisons would be needed."
      )
    }
    return texts
  }

  /// Models whose maps often have no positive value are measured on the images that are left.
  private func undefinedMaps(_ experiment: ExperimentAnalysis) -> [String] {
    experiment.arms.flatMap { arm in
      experiment.experiment.measurement.methods.compactMap { method -> String? in
        let maps = arm.kept.compactMap { $0.result?.test?[method] }
        let (images, undefined) = maps.reduce((0, 0)) { ($0.0 + $1.images, $0.1 + $1.undefined) }
        guard images > 0, undefined * 20 > images else { return nil }
        return
          "\(NumberText.percent(Double(undefined) / Double(images))) of the \(method.title) maps of arm \(arm.name) have no positive "
          + "value and are measured nowhere."
      }
    }
  }

  private func plannedMeasures(_ experiment: ExperimentAnalysis) -> [Measure] {
    var seen: Set<Measure> = []
    return experiment.comparisons.map(\.measure).filter { seen.insert($0).inserted }
  }

  private var pictureTexts: [String] {
    let wrong = report.images.count { !$0.isComplete } + report.examples.count { !$0.isComplete }
    var texts: [String] = []
    if wrong > 0 { texts.append("\(NumberText.count(wrong, "example picture")) of the wrong size left out.") }
    switch pictures {
    case .all: break
    case .withoutGallery:
      texts.append("The gallery of best, median and worst maps is left out to keep the page small; figures/ has it.")
    case .none: texts.append("All pictures of images and maps are left out to keep the page small; figures/ has them.")
    }
    return texts
  }
}
