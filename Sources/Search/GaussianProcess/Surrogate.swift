/// What a Bayesian search knows: a Gaussian process that stands for the function searched, and the best that was found.
struct Surrogate {
  private let space: SearchSpace
  private let process: GaussianProcess
  /// The trial, ended or running, whose posterior mean is highest, and that mean, in the unit of the scaled values.
  private let best: (point: [Double], mean: Double)

  /// A few numbers need no more trials than these, and they are fitted by hundreds of factorisations.
  private static let trialsForHyperparameters = 150

  /// Nil where no trial has succeeded.
  init?(space: SearchSpace, observed: [Observation], pending: [[Double]]) {
    let trials = TrainingData(space: space, observed: observed)
    guard !trials.points.isEmpty else { return nil }
    let sample = trials.sample(atMost: Self.trialsForHyperparameters)
    let hyperparameters = GaussianProcess.Hyperparameters(fittedTo: sample.points, values: sample.values)
    guard let learnt = GaussianProcess(points: trials.points, values: trials.values, hyperparameters: hyperparameters)
    else { return nil }
    let running = TrainingData.usable(pending, of: space).sorted { $0.lexicographicallyPrecedes($1) }
    let believed = running.map { learnt.posterior(at: $0).mean }
    let means = trials.points.map { learnt.posterior(at: $0).mean } + believed
    let points = trials.points + running
    guard
      let best = zip(points, means).max(by: { $0.1 < $1.1 }),
      let process = GaussianProcess(
        points: points, values: trials.values + believed, hyperparameters: hyperparameters)
    else { return nil }
    self.space = space
    self.best = (best.0, best.1)
    self.process = process
  }

  /// The point of greatest expected improvement: the three most promising candidates and the best point so far are refined by
  /// pattern search.
  func mostPromisingPoint(among candidates: [[Double]]) -> [Double] {
    let dimensions = space.dimensions.count
    let improvement = { (point: [Double]) in
      let (mean, variance) = process.posterior(at: space.snapped(point))
      return expectedImprovement(mean: mean, variance: variance, best: best.mean)
    }
    let promises = candidates.map { (point: $0, value: improvement($0)) }
    let starts = promises.sorted { $0.value > $1.value }.prefix(3).map(\.point) + [best.point]
    let bounds = Array(repeating: 0.0...1.0, count: dimensions)
    let search = PatternSearch(bounds: bounds, firstStep: 0.1, lastStep: 1e-3, evaluations: 100 * dimensions)
    let winner = starts.map { search.maximum(from: $0, of: improvement) }.max { $0.value < $1.value }
    return space.snapped(winner?.point ?? best.point)
  }
}
