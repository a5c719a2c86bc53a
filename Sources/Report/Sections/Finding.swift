import Statistics
import Studies

/// The outcome in plain words, made from the numbers alone.
struct Finding {
  let analysis: Analysis

  /// Below this many models in an arm the sentences warn that they are little to go by.
  static let fewModels = 10
  static let significance = 0.05

  var markup: Markup {
    element("section", ["class": "finding", "id": "finding"]) {
      element("h2") { "What was found" }
      for experiment in analysis.experiments {
        let sentences = self.sentences(experiment)
        element("p") {
          element("strong") { "Experiment \(experiment.name). " }
          sentences.first ?? ""
        }
        if sentences.count > 1 {
          element("ul") { sentences.dropFirst().map { sentence in element("li") { sentence } } }
        }
      }
    }
  }

  /// All that is said about one experiment.
  func sentences(_ experiment: ExperimentAnalysis) -> [String] {
    guard experiment.arms.contains(where: { !$0.kept.isEmpty }) else {
      let pending = experiment.arms.reduce(0) { $0 + $1.counts.pending }
      return [
        pending > 0
          ? "No model has been trained well enough to be measured yet; \(NumberText.count(pending, "trial")) pending."
          : "No model was trained well enough to be measured, so nothing can be said about where the models look."
      ]
    }
    guard experiment.arms.count > 1 else { return alone(experiment) }
    if experiment.measuresWithValues.isEmpty {
      return ["No kept model has an attribution map that could be measured, so nothing was compared."]
    }
    return experiment.comparisons.enumerated().map { sentence($0.element, isFirst: $0.offset == 0) }
      + caveats(experiment)
  }

  /// One arm has nothing to be compared with.
  private func alone(_ experiment: ExperimentAnalysis) -> [String] {
    guard let arm = experiment.arms.first else { return ["It has no arm."] }
    let described = experiment.measuresWithValues.compactMap { measure in
      BoxSummary(arm.values(of: measure)).map { "\(NumberText.percent($0.median)) of the \(measure.title)" }
    }
    let medians = described.isEmpty ? "" : " Medians of its models: \(described.joined(separator: ", "))."
    return ["It has one arm, \(arm.name), so there is nothing to compare it with.\(medians)"]
  }

  /// The first comparison of an experiment as a full sentence, the others in the same order but shorter.
  func sentence(_ comparison: MeasureComparison, isFirst: Bool) -> String {
    let (a, b) = (comparison.a.arm, comparison.b.arm)
    let title = comparison.measure.title
    guard let result = comparison.result else {
      return "\(title): \(a) and \(b) were not compared, because \(comparison.obstacle ?? "of an unknown error")."
    }
    let medianA = NumberText.percent(result.medianA)
    let medianB = NumberText.percent(result.medianB)
    guard isFirst else {
      return "\(title): \(b) \(medianB), \(a) \(medianA); \(verdict(result, a, b))."
    }
    let method = comparison.measure.method?.title ?? ""
    return
      "Of its \(method) map, the median model of arm \(b) puts \(medianB) \(comparison.measure.place), that of arm \(a) "
      + "\(medianA) (\(result.countB) and \(result.countA) models). This is \(verdict(result, a, b))."
  }

  private func verdict(_ result: GroupComparison, _ a: String, _ b: String) -> String {
    let p = NumberText.pEquals(result.p)
    guard result.p < Self.significance else {
      return "not a statistically significant difference (\(p)), which does not show that the arms are equal"
    }
    return "a statistically significant difference (\(p)): \(pairs(result, a, b))"
  }

  /// The effect size as people can picture it; a tie counts half.
  private func pairs(_ result: GroupComparison, _ a: String, _ b: String) -> String {
    let isBHigher = result.commonLanguage < 0.5
    let (higher, lower) = isBHigher ? (b, a) : (a, b)
    let share = isBHigher ? 1 - result.commonLanguage : result.commonLanguage
    if share == 1 { return "every \(higher) model has a larger share than every \(lower) model" }
    return "of a \(higher) and a \(lower) model drawn at random, the \(higher) model has the larger share in "
      + "\(NumberText.percent(share)) of cases"
  }

  private func caveats(_ experiment: ExperimentAnalysis) -> [String] {
    var sentences: [String] = []
    let accuracies = experiment.arms.compactMap { arm in
      BoxSummary(arm.values(of: .testAccuracy)).map { "\(NumberText.percent($0.median)) (\(arm.name))" }
    }
    if !accuracies.isEmpty {
      sentences.append("Median accuracy on the test images: \(accuracies.joined(separator: ", ")).")
    }
    let compared = experiment.comparisons.filter { $0.result != nil }
    if let fewest = compared.map(\.smallestCount).min(), fewest < Self.fewModels {
      sentences.append(
        "With as few as \(NumberText.count(fewest, "model")) in an arm this is an indication at best, whatever the p.")
    }
    return sentences
  }
}
