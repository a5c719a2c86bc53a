import Statistics
import Studies

/// What was done in the words of a methods section, ready to cite: every sentence follows from the study file and from the tests
/// that were really made.
struct Methods {
  let study: Study
  let analysis: Analysis
  let versions: SoftwareVersions

  var section: Section {
    let texts = [models, losses, measures, tests, intervals, failures, software].compactMap { $0 }
    return Section(
      id: "methods", title: "Methods text",
      blocks: texts.map { .paragraph(RichText($0)) })
  }

  private var made: [(comparison: ArmComparison, evidence: Evidence)] {
    analysis.comparisons.compactMap { one in one.evidence.map { (one, $0) } }
  }

  private var models: String {
    let experiments = study.experiments.map { experiment in
      let images = experiment.images
      let model = experiment.model == .vgg16 ? "VGG16 (Simonyan and Zisserman, 2015)" : "a network of five convolutions"
      let augmentation = experiment.augmentation.map { ", \($0.title)" } ?? ""
      let strength = experiment.source.shortcutStrength.map { ", shortcut strength \(NumberText.coordinate($0))" } ?? ""
      return """
        experiment \(experiment.name) (\(experiment.source.title)\(strength)\(augmentation); \(images.training) images to train, \
        \(images.validation) to validate and \(images.test) to test; \(model); \(NumberText.count(experiment.arms.count, "arm")) of \
        \(NumberText.count(experiment.trials, "trial")))
        """
    }
    let isDrawn = study.experiments.map { $0.source.setting != nil }
    let kinds =
      !isDrawn.contains(false)
      ? "on synthetic cardiac images of four classes"
      : isDrawn.contains(true) ? "on synthetic cardiac images and on images of our own" : "to classify images"
    let stopping =
      study.experiments.contains { $0.earlyStopping != nil }
      ? "Trials were stopped early by successive halving (Li et al., 2020) where an experiment says so."
      : "No trial was stopped early."
    return """
      Models were trained \(kinds) in \(experiments.joined(separator: ", ")). Trials of the same \
      index had the same initial weights and order of images in every arm. A model was kept if it reached the validation accuracy \
      that was set before training. \(stopping)
      """
  }

  private var losses: String? {
    let terms = study.experiments.flatMap(\.arms).compactMap(\.heatmap)
    guard !terms.isEmpty else { return nil }
    let kinds = HeatmapLossKind.allCases.filter { kind in terms.contains { $0.loss == kind } }
    let masks = MaskKind.allCases.filter { kind in kind != .inside && terms.contains { $0.mask == kind } }
    let controls =
      masks.isEmpty
      ? "" : " Control arms put in the place of the mask: \(masks.map(\.title).joined(separator: ", "))."
    return """
      Heatmap losses were added to the classification loss with the weights that the design table gives: \
      \(kinds.map { "\($0.title): \($0.definition)" }.joined(separator: "; ")).\(controls)
      """
  }

  private var measures: String? {
    var seen: Set<Measure.Quantity> = []
    let quantities = analysis.comparisons.map(\.measure.quantity).filter { seen.insert($0).inserted }
    guard !quantities.isEmpty else { return nil }
    let used = Set(analysis.comparisons.compactMap(\.measure.method))
    let methods = AttributionMethodKind.allCases.filter(used.contains)
    let sources = methods.map { "\($0.title) (\($0.source))" }.joined(separator: ", ")
    let maps =
      methods.isEmpty
      ? ""
      : " Maps of the predicted class were taken by \(sources), negative values set to 0, and upsampled bilinearly to the image."
    return """
      Every kept model was measured on the test images: \
      \(quantities.map { "\($0.place): \($0.definition)" }.joined(separator: "; ")). Measures of maps are the mean of the \
      classes’ means.\(maps) A map without a positive value has no measure and is counted.
      """
  }

  private var tests: String? {
    guard !made.isEmpty else { return nil }
    let paired = made.compactMap(\.evidence.signedRank)
    let unpaired = made.filter { $0.evidence.signedRank == nil }
    var texts: [String] = []
    if !paired.isEmpty {
      texts.append(
        "Matched arms were compared by two-sided Wilcoxon signed-rank tests (Wilcoxon, 1945; "
          + "\(methods(exact: paired.count { $0.method == .exact }, of: paired.count)))")
    }
    if !unpaired.isEmpty {
      texts.append("arms that are not matched by two-sided Mann–Whitney U tests (Mann and Whitney, 1947)")
    }
    let sentence = texts.joined(separator: ", ")
    return """
      \(sentence.prefix(1).uppercased() + sentence.dropFirst()). The \(NumberText.count(made.count, "p-value")) of the planned \
      comparisons are adjusted by Holm’s method (Holm, 1979); a difference is called shown below \
      \(NumberText.coordinate(Evidence.significance)). Beside them, whether arms are matched or not: Mann–Whitney U, the \
      Brunner–Munzel test (Brunner and Munzel, 2000), the common-language effect size and Cliff’s delta, and Shapiro–Wilk tests of \
      the groups (Royston, 1995). Comparisons were repeated without values beyond 1.5 and 5 interquartile ranges of the quartiles. \
      Trials needed are by Noether (1987).
      """
  }

  private func methods(exact: Int, of all: Int) -> String {
    if exact == all { return "exact distribution" }
    return exact == 0
      ? "normal approximation" : "exact distribution in \(exact) of \(all) tests, else the normal approximation"
  }

  private var intervals: String? {
    guard !made.isEmpty else { return nil }
    return """
      Shifts are Hodges–Lehmann estimates with 95 % intervals from the distribution of the rank statistic (Hodges and Lehmann, \
      1963). Intervals of medians and of differences of medians are bias-corrected and accelerated bootstrap intervals (BCa; Efron, \
      1987) of \(analysis.resampling.count) resamples with seed \(analysis.resampling.seed), pairs resampled as pairs. Intervals \
      are not corrected for their number.
      """
  }

  private var failures: String? {
    guard !analysis.comparisons.isEmpty else { return nil }
    return """
      Trials that diverged, were discarded, stopped or given up count as outcomes: failure rates have Wilson intervals (Wilson, \
      1927) and are compared by Fisher’s exact test and Newcombe’s interval (Newcombe, 1998), and every comparison is repeated by the Mann–Whitney \
      U test with failures ranked as the worst outcomes (Lachin, 1999), these p-values adjusted by Holm’s method as a family of their own.
      """
  }

  private var software: String {
    let sets = Set(analysis.records.compactMap(\.result?.machine?.instructionSet)).sorted()
    let instructions = sets.isEmpty ? "" : " on CPUs with \(sets.joined(separator: " and "))"
    return """
      Training, attribution and statistics: heatsweep \(versions.heatsweep) (Swift \(versions.swift), oneDNN \
      \(versions.oneDNN))\(instructions); study seed \(study.seed).
      """
  }
}
