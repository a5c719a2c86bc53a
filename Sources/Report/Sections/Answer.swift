import Statistics
import Studies

/// The outcome in plain words, made from the numbers alone: one sentence a pair of arms by its primary measure, and what the other
/// planned measures show in smaller print.
struct Answer {
  let analysis: Analysis

  /// Below this many models, or pairs, the sentences warn that they are little to go by.
  static let fewModels = 10

  var section: Section {
    let hasSeveral = analysis.experiments.count > 1
    let blocks = analysis.experiments.flatMap { experiment -> [Block] in
      let heading: [Block] = hasSeveral ? [.heading("Experiment \(experiment.name)")] : []
      return heading + self.blocks(experiment)
    }
    return Section(id: "answer", title: "Answer", emphasis: .answer, blocks: blocks)
  }

  private func blocks(_ experiment: ExperimentAnalysis) -> [Block] {
    guard experiment.arms.contains(where: { !$0.kept.isEmpty }) else {
      let pending = experiment.arms.reduce(0) { $0 + $1.counts.pending }
      return [
        .paragraph(
          pending > 0
            ? "No model has been trained well enough to be measured yet; \(NumberText.count(pending, "trial")) pending."
            : "No model was trained well enough to be measured, so nothing can be said about where the models look.")
      ]
    }
    guard experiment.arms.count > 1 else { return [.paragraph(alone(experiment))] }
    guard !experiment.comparisons.isEmpty else { return [.paragraph("No comparison of its arms was planned.")] }
    return [.list(experiment.pairs.map(item))]
  }

  /// One arm has nothing to be compared with.
  private func alone(_ experiment: ExperimentAnalysis) -> RichText {
    guard let arm = experiment.arms.first else { return "It has no arm." }
    let medians = [Measure.hirescamInHeart, .testAccuracy].compactMap { measure in
      arm.median(of: measure).map { "\(measure.title) \(NumberText.share($0.value))\(NumberText.bracketed($0.interval))" }
    }
    let text = medians.isEmpty ? "" : " Medians of its models: \(medians.joined(separator: ", "))."
    return "It has one arm, \(arm.name), so there is nothing to compare it with.\(text)"
  }

  private func item(_ pair: [ArmComparison]) -> RichText {
    let others = pair.dropFirst().map(Self.clause)
    let beside = others.isEmpty ? "" : " Also planned: \(others.joined(separator: "; "))."
    return RichText(parts: Self.sentence(pair[0])) + .soft(beside)
  }

  /// "HiResCAM in the heart was higher with energy than with mse: by +0.412 (95 % interval +0.390 to +0.433), ...".
  private static func sentence(_ comparison: ArmComparison) -> [RichText.Part] {
    let (arm, reference) = (comparison.arm.name, comparison.reference.name)
    let title = comparison.measure.capitalizedTitle
    guard let evidence = comparison.evidence else {
      return [
        .plain("\(title): \(arm) and \(reference) were not compared, because \(comparison.obstacle ?? "of an unknown error").")
      ]
    }
    let opening: String
    if comparison.isShown {
      let isHigher = direction(evidence) > 0
      opening = "\(title) was \(isHigher ? "higher" : "lower") with \(arm) than with \(reference)"
    } else {
      opening = "No difference in \(comparison.measure.title) between \(arm) and \(reference) was shown"
    }
    return [.strong(opening), .plain(": \(numbers(comparison, evidence))\(failures(comparison))\(doubts(comparison, evidence)).")]
  }

  /// Where the estimate is 0 the ranks decide.
  private static func direction(_ evidence: Evidence) -> Double {
    if let shift = evidence.shift?.shift, shift != 0 { return shift }
    return evidence.signedRank?.rankBiserial ?? evidence.groups.rankBiserial
  }

  private static func numbers(_ comparison: ArmComparison, _ evidence: Evidence) -> String {
    let shift = evidence.shift
    let interval = shift?.interval.map { "95\u{A0}% interval \(NumberText.range($0))" } ?? "too few models for a 95\u{A0}% interval"
    let models =
      evidence.signedRank == nil
      ? "n\u{A0}= \(comparison.arm.values.count) and \(comparison.reference.values.count) models"
      : "n\u{A0}= \(NumberText.count(evidence.differences.count, "matched pair"))"
    return "by \(NumberText.difference(shift?.shift)) (\(interval)), Holm-adjusted \(pEquals(comparison.adjustedP)), \(models)"
  }

  private static func pEquals(_ p: Double?) -> String { p.map(NumberText.pEquals) ?? "p\u{A0}undefined" }

  /// Failed trials are outcomes too: whether the answer stands when they count as the worst.
  private static func failures(_ comparison: ArmComparison) -> String {
    guard comparison.hasFailures, let failures = comparison.failures else { return "" }
    let (own, other) = (failures.groups.failuresA, failures.groups.failuresB)
    let counts =
      "\(own.count) of \(own.total) trials of \(comparison.arm.name) and \(other.count) of \(other.total) of "
      + "\(comparison.reference.name) gave no such value"
    let p = pEquals(failures.adjustedP)
    let isShown = (failures.adjustedP ?? 1) < Evidence.significance
    guard comparison.isShown else {
      return "; \(counts), and counted as the worst outcomes a difference \(isShown ? "is shown" : "is not shown either") (\(p))"
    }
    let sameWay = comparison.evidence.map { direction($0) * failures.direction > 0 } ?? false
    let verdict =
      isShown ? sameWay ? "the difference stands" : "the difference turns round" : "no difference is shown"
    return "; \(counts), and counted as the worst outcomes \(verdict) (\(p))"
  }

  private static func doubts(_ comparison: ArmComparison, _ evidence: Evidence) -> String {
    var texts: [String] = []
    if !comparison.isShown {
      if let smallest = evidence.smallestPossibleP, smallest >= Evidence.significance {
        texts.append("with so few models no p below \(NumberText.probability(smallest)) was possible")
      }
      texts.append("this does not show that the two are equal")
    } else if comparison.smallestCount < fewModels {
      texts.append("with so few models an indication at best")
    }
    return texts.isEmpty ? "" : "; " + texts.joined(separator: ", and ")
  }

  /// "Grad-CAM in the heart +0.041 (+0.020 to +0.060), p = 0.003".
  private static func clause(_ comparison: ArmComparison) -> String {
    guard let evidence = comparison.evidence else {
      return "\(comparison.measure.title) not compared (\(comparison.obstacle ?? "unknown error"))"
    }
    let interval = evidence.shift?.interval.map { " (\(NumberText.range($0)))" } ?? ""
    let verdict = comparison.isShown ? "" : ", no difference shown"
    return
      "\(comparison.measure.title) \(NumberText.difference(evidence.shift?.shift))\(interval), \(pEquals(comparison.adjustedP))\(verdict)"
  }
}
