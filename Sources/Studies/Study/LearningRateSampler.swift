/// Where the learning rate of trial k comes from, and its heatmap weight where the study searches for one as well.
public enum LearningRateSampler: Codable, Sendable, Equatable {
  /// Log-uniform between the two bounds.
  case random(low: Double, high: Double)
  /// Trial k takes value k modulo the count.
  case grid([Double])
  /// Spread evenly over the logarithms between the two bounds: Sobol's sequence, scrambled (Owen, 1998).
  case sobol(low: Double, high: Double)
  /// The same by Halton's sequence, its digits permuted.
  case halton(low: Double, high: Double)
  /// Where the models of the arm that are done promise the best validation accuracy, by a Gaussian process (Snoek et al., 2012).
  /// What a trial gets depends on those that ended before it began.
  case bayesian(low: Double, high: Double)

  /// Whether what a trial gets is known only once it begins.
  public var isAdaptive: Bool { if case .bayesian = self { true } else { false } }
}

/// The heatmap weights that a study searches.
public enum WeightRange: Codable, Sendable, Equatable {
  /// Log-uniform between the two bounds.
  case between(low: Double, high: Double)
  /// These alone.
  case values([Double])
}

/// What a search chose for one trial.
public struct TrialSettings: Codable, Sendable, Equatable {
  /// The optimizer's step size.
  public var learningRate: Double
  /// The factor of the heatmap part; nil where it is not searched.
  public var heatmapWeight: Double?

  /// Settings of these values.
  public init(learningRate: Double, heatmapWeight: Double?) {
    self.learningRate = learningRate
    self.heatmapWeight = heatmapWeight
  }
}
