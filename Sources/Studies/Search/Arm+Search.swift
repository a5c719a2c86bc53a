import Search

extension Arm {
  /// What the arm searches: learning rates, and heatmap weights where the study names several.
  ///
  /// - Throws: `SearchError` for bounds and values that no study file has.
  func searchSpace() throws -> SearchSpace {
    func between(_ name: String, _ low: Double, _ high: Double) throws -> SearchDimension {
      // A single value is no interval.
      try SearchDimension(
        name: name,
        values: low < high ? .continuous(low: low, high: high, scale: .logarithmic) : .choices([low]))
    }
    let rate =
      switch learningRate {
      // A list may have a value twice, a dimension may not.
      case .grid(let values):
        try SearchDimension(
          name: "learning_rate",
          values: .choices(values.indices.filter { !values[..<$0].contains(values[$0]) }.map { values[$0] }))
      case .random(let low, let high), .sobol(let low, let high), .halton(let low, let high),
        .bayesian(let low, let high):
        try between("learning_rate", low, high)
      }
    let weight: SearchDimension? =
      switch heatmap?.weightRange {
      case .between(let low, let high): try between("weight", low, high)
      case .values(let values): try SearchDimension(name: "weight", values: .choices(values))
      case nil: nil
      }
    return try SearchSpace([rate] + (weight.map { [$0] } ?? []))
  }

  /// Points of the search space, trial by trial.
  func sampler(_ space: SearchSpace, seed: UInt64) throws -> any Sampler {
    let dimensions = space.dimensions.count
    return switch learningRate {
    case .random: try RandomSampler(dimensions: dimensions, seed: seed)
    case .grid: try GridSampler(space: space, levels: Self.gridLevels)
    case .sobol: try SobolSampler(dimensions: dimensions, seed: seed)
    case .halton: try HaltonSampler(dimensions: dimensions, seed: seed)
    case .bayesian: try BayesianSampler(space: space, seed: seed)
    }
  }

  /// Of a grid's weights that are given by their bounds.
  private static let gridLevels = 5

  /// What trial `index` gets; for an adaptive search, what it would get as the only one.
  ///
  /// - Parameter seed: of the experiment's search, the same in all arms, so that matched arms search the same points.
  func settings(index: Int, seed: UInt64) throws -> TrialSettings {
    let space = try searchSpace()
    return TrialSettings(try space.values(at: sampler(space, seed: seed).point(index)))
  }

  /// The arm as a trial has it that got these settings.
  func with(_ settings: TrialSettings) -> Arm {
    var arm = self
    if let weight = settings.heatmapWeight { arm.heatmap?.weight = weight }
    return arm
  }
}

extension TrialSettings {
  /// - Parameter values: as the space of `Arm.searchSpace` has them.
  init(_ values: [Double]) {
    self.init(learningRate: values[0], heatmapWeight: values.count > 1 ? values[1] : nil)
  }

  var values: [Double] { [learningRate] + (heatmapWeight.map { [$0] } ?? []) }
}

extension Trial {
  /// The trial with what a search chose for it.
  public func with(_ settings: TrialSettings) -> Trial {
    var trial = self
    trial.learningRate = settings.learningRate
    trial.arm = arm.with(settings)
    trial.experiment.arms = [trial.arm]
    return trial
  }
}
