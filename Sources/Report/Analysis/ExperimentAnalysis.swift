import Statistics
import Studies

/// One experiment: its arms in the order of the study file, and its planned comparisons.
struct ExperimentAnalysis: Sendable {
  let experiment: Experiment
  let arms: [ArmAnalysis]
  var comparisons: [ArmComparison]
  /// What its figures and tables show: `shownMeasures` of which at least one kept model has a value.
  let measures: [Measure]

  init(
    experiment: Experiment, arms: [ArmAnalysis], measures: [Measure], planned: [PlannedComparison],
    resampling: Resampling
  ) {
    self.experiment = experiment
    self.arms = arms
    self.measures = measures.filter { measure in arms.contains { !$0.values(of: measure).isEmpty } }
    var seen: Set<[String]> = []
    comparisons = planned.filter { $0.experiment == experiment.name }.compactMap { planned in
      guard let arm = arms.first(where: { $0.name == planned.arm }),
        let reference = arms.first(where: { $0.name == planned.reference })
      else { return nil }
      return ArmComparison(
        experiment: experiment, measure: planned.measure, arm: arm, reference: reference,
        // The first measure that two arms are compared by is the one that answers the question.
        isPrimary: seen.insert([planned.arm, planned.reference]).inserted, resampling: resampling)
    }
  }

  var name: String { experiment.name }

  /// The start of the names of its figures: the experiment's name without what a file's name should not have.
  var fileName: String {
    String(
      name.unicodeScalars.map { scalar in
        scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains(scalar))
          ? Character(scalar) : "-"
      })
  }

  /// The arm that an arm is held against: as planned, else the first one; nil for an arm that is only held against.
  func reference(for arm: ArmAnalysis) -> ArmAnalysis? {
    let planned = comparisons.first { $0.arm.name == arm.name }?.reference.name
    return arms.first { $0.name == planned } ?? arms.first { $0.name != arm.name && $0.name == arms.first?.name }
  }

  /// The pairs of arms that are compared, each once, with all that they are compared by.
  var pairs: [[ArmComparison]] {
    comparisons.filter(\.isPrimary).map { primary in
      comparisons.filter { $0.arm.name == primary.arm.name && $0.reference.name == primary.reference.name }
    }
  }

  /// The planned measures, those that are compared by default, the share inside the mask of every method, and the causal check.
  static func shownMeasures(_ experiment: Experiment, _ planned: [PlannedComparison]) -> [Measure] {
    let causal = [.accuracy, .accuracyRemoved, .accuracyAdded, .accuracySwapped, .flippedSwapped].map { Measure($0) }
    let wanted = Set(
      planned.filter { $0.experiment == experiment.name }.map(\.measure) + Study.comparedByDefault + causal
        + experiment.measurement.methods.map { Measure($0, .inside) })
    return Measure.all.filter { wanted.contains($0) && experiment.measures($0) }
  }
}
