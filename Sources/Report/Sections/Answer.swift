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
    return Section(id: "answer", title: "Answer", emphasis: .answer, blocks: blocks + explanation)
  }

  private var explanation: [Block] {
    guard analysis.familySize > 0 else { return [] }
    return [
      .note(
        """
        Differences: arm less reference, by Hodges and Lehmann, with intervals that are not corrected. p: corrected over \
        \(NumberText.count(analysis.familySize, "comparison")). Failed: diverged, stopped, given up, below the accuracy asked for, \
        or without a value. “Shown”: corrected p below \(NumberText.coordinate(Evidence.significance)).
        """)
    ]
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
    let medians = [Measure.hirescamInside, .testAccuracy].compactMap { measure in
      arm.median(of: measure).map {
        "\(measure.title) \(NumberText.share($0.value))\(NumberText.bracketed($0.interval))"
      }
    }
    let text = medians.isEmpty ? "" : " Medians of its models: \(medians.joined(separator: ", "))."
    return "It has one arm, \(arm.name), so there is nothing to compare it with.\(text)"
  }

  private func item(_ pair: [ArmComparison]) -> RichText {
    let others = pair.dropFirst().map(clause)
    let beside = others.isEmpty ? "" : " Also planned: \(others.joined(separator: "; "))."
    return sentence(pair[0]) + .soft(beside)
  }

  /// "HiResCAM inside the mask was higher with energy than with mse: by +0.412 (95 % interval +0.390 to +0.433), ...".
  private func sentence(_ comparison: ArmComparison) -> RichText {
    let (arm, reference) = (comparison.arm.name, comparison.reference.name)
    let title = comparison.measure.capitalizedTitle
    guard let evidence = comparison.evidence else {
      let outcome = failures(comparison)
      return RichText(
        "\(title): \(arm) and \(reference) were not compared, because \(comparison.obstacle ?? "of an unknown error")"
          + (outcome.isEmpty ? "." : "; \(outcome)."))
    }
    let side = direction(evidence) > 0 ? "higher" : "lower"
    let opening: String
    if comparison.isShown {
      opening = "\(title) was \(side) with \(arm) than with \(reference)"
    } else if evidence.p < Evidence.significance {
      opening = "\(title) tended to be \(side) with \(arm) than with \(reference), but this is not shown"
    } else {
      opening = "No difference in \(comparison.measure.title) between \(arm) and \(reference) is shown"
    }
    let parts = [numbers(comparison, evidence), failures(comparison), doubts(comparison, evidence)].filter {
      !$0.isEmpty
    }
    return .strong(opening) + RichText(": \(parts.joined(separator: "; ")).")
  }

  /// Where the estimate is 0 the ranks decide.
  private func direction(_ evidence: Evidence) -> Double {
    if let shift = evidence.shift?.shift, shift != 0 { return shift }
    return evidence.signedRank?.rankBiserial ?? evidence.groups.rankBiserial
  }

  private func numbers(_ comparison: ArmComparison, _ evidence: Evidence) -> String {
    let shift = evidence.shift
    let interval =
      shift?.interval.map { "95\u{A0}% interval \(NumberText.range($0))" } ?? "too few models for a 95\u{A0}% interval"
    let models =
      evidence.signedRank == nil
      ? "n\u{A0}= \(comparison.arm.values.count) and \(comparison.reference.values.count) models"
      : "n\u{A0}= \(NumberText.count(evidence.differences.count, "matched pair"))"
    let before = !comparison.isShown && evidence.p < Evidence.significance ? "\(NumberText.pEquals(evidence.p)), " : ""
    return "by \(NumberText.difference(shift?.shift, shift?.interval)) (\(interval)), \(before)Holm-adjusted "
      + "\(pEquals(comparison.adjustedP)), \(models)"
  }

  private func pEquals(_ p: Double?) -> String { p.map(NumberText.pEquals) ?? "p\u{A0}undefined" }

  /// Failed trials are outcomes too: whether the answer stands when they count as the worst.
  private func failures(_ comparison: ArmComparison) -> String {
    guard comparison.hasFailures, let failures = comparison.failures else { return "" }
    let (own, other) = (failures.groups.failuresA, failures.groups.failuresB)
    let counts =
      "\(own.count) of \(own.total) trials of \(comparison.arm.name) and \(other.count) of \(other.total) of "
      + "\(comparison.reference.name) failed, and with these counted as the worst outcomes "
    let isShown = (failures.adjustedP ?? 1) < Evidence.significance
    let verdict: String
    if comparison.isShown, isShown {
      let isSameWay = comparison.evidence.map { direction($0) * failures.direction > 0 } ?? false
      verdict = isSameWay ? "the difference stands" : "the difference turns round"
    } else if isShown {
      verdict = "\(comparison.arm.name) is the \(isWorse(failures, comparison.measure) ? "worse" : "better")"
    } else {
      verdict = "no difference is shown"
    }
    return counts + verdict + " (\(pEquals(failures.adjustedP)))"
  }

  private func isWorse(_ failures: FailureEvidence, _ measure: Measure) -> Bool {
    (failures.direction > 0) != measure.quantity.higherIsBetter
  }

  private func doubts(_ comparison: ArmComparison, _ evidence: Evidence) -> String {
    if comparison.isShown {
      return comparison.smallestCount < Self.fewModels ? "with so few models an indication at best" : ""
    }
    if evidence.p >= Evidence.significance { return "this does not show that the two are equal" }
    guard let smallest = evidence.smallestPossibleP, evidence.cannotBeShown(amongst: analysis.familySize) else {
      return ""
    }
    return
      "so few models can give no p below \(NumberText.probability(smallest)), too much for \(analysis.familySize) comparisons"
  }

  /// "Grad-CAM inside the mask higher by +0.041 (+0.020 to +0.060), p = 0.003".
  private func clause(_ comparison: ArmComparison) -> String {
    let title = comparison.measure.title
    guard let evidence = comparison.evidence else {
      return "\(title) not compared (\(comparison.obstacle ?? "unknown error"))"
    }
    let verdict = comparison.isShown ? direction(evidence) > 0 ? " higher by" : " lower by" : ": nothing shown,"
    return "\(title)\(verdict) \(NumberText.difference(evidence.shift)), \(pEquals(comparison.adjustedP))"
  }
}
