/// Two arms to be compared by one measure, as the study file plans it: the family that p-values are corrected over.
public struct PlannedComparison: Codable, Sendable, Hashable {
  /// The experiment; nil for every one that has both arms.
  public var experiment: String?
  /// What is compared.
  public var measure: Measure
  /// The arm that the other is held against.
  public var reference: String
  /// The other arm.
  public var arm: String

  /// A comparison of these parts.
  public init(experiment: String? = nil, measure: Measure, reference: String, arm: String) {
    self.experiment = experiment
    self.measure = measure
    self.reference = reference
    self.arm = arm
  }
}

extension Study {
  /// By what arms are compared where the study file does not say.
  public static let comparedByDefault: [Measure] = [
    .hirescamInside, .hirescamOnMarker, .gradcamInside, .gradcamOnMarker, .testAccuracy,
  ]

  /// The study's planned comparisons, each with its experiment, in the order of the experiments: those that the file names, or
  /// else the first arm of each experiment against every other one. Measures that an experiment's images cannot show, or that its
  /// models are not measured with, are left out.
  public var plannedComparisons: [PlannedComparison] {
    experiments.flatMap { experiment -> [PlannedComparison] in
      let names = Set(experiment.arms.map(\.name))
      let planned =
        comparisons.isEmpty
        ? experiment.arms.dropFirst().flatMap { arm in
          Self.comparedByDefault.map {
            PlannedComparison(measure: $0, reference: experiment.arms[0].name, arm: arm.name)
          }
        }
        : comparisons.filter { $0.experiment == nil || $0.experiment == experiment.name }
      return planned.compactMap { comparison in
        guard names.contains(comparison.reference), names.contains(comparison.arm),
          experiment.measures(comparison.measure)
        else { return nil }
        var own = comparison
        own.experiment = experiment.name
        return own
      }
    }
  }
}

extension Experiment {
  /// Whether the models of this experiment are measured so.
  public func measures(_ measure: Measure) -> Bool {
    guard measure.exists(in: source) else { return false }
    guard let method = measure.method else { return true }
    let isCostly = method.isCostly || measure.quantity == .deletion || measure.quantity == .insertion
    return measurement.methods.contains(method) && (!isCostly || measurement.costlyImages > 0)
  }

  /// Whether two of its arms are matched: trial k has the same learning rate in both, beside the seeds, which are always the same.
  public func areMatched(_ first: Arm, _ second: Arm) -> Bool {
    first.learningRate == second.learningRate && !first.learningRate.isAdaptive
      && first.heatmap?.weightRange == second.heatmap?.weightRange
  }
}
