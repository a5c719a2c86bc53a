/// What a Bayesian search knows: a Gaussian process that stands for the function searched, and the best that was found.
struct Surrogate {
  private let space: SearchSpace
  private let process: GaussianProcess
  /// The point observed whose posterior mean is highest, and that mean, in the unit of the scaled values.
  private let best: (point: [Double], mean: Double)

  /// Nil where no trial has succeeded.
  init?(space: SearchSpace, observed: [Observation], pending: [[Double]]) {
    let trials = Trials(space: space, observed: observed)
    guard !trials.points.isEmpty else { return nil }
    let hyperparameters = GaussianProcess.Hyperparameters(fittedTo: trials.points, values: trials.values)
    guard
      let learnt = GaussianProcess(points: trials.points, values: trials.values, hyperparameters: hyperparameters),
      let best = trials.points.map({ (point: $0, mean: learnt.posterior(at: $0).mean) }).max(by: { $0.mean < $1.mean })
    else { return nil }
    self.space = space
    self.best = best

    let running = Trials.usable(pending, of: space).sorted { $0.lexicographicallyPrecedes($1) }
    let believed = running.map { learnt.posterior(at: $0).mean }
    guard
      let process = GaussianProcess(
        points: trials.points + running, values: trials.values + believed, hyperparameters: hyperparameters)
    else { return nil }
    self.process = process
  }

  /// The point of greatest expected improvement: of a few hundred Sobol points and the best point so far, the most promising are
  /// refined by pattern search.
  func mostPromisingPoint(seed: UInt64) -> [Double] {
    let dimensions = space.dimensions.count
    let improvement = { (point: [Double]) in
      let (mean, variance) = process.posterior(at: space.snapped(point))
      return expectedImprovement(mean: mean, variance: variance, best: best.mean)
    }
    // The space was small enough for a Sobol sequence when the sampler was made.
    guard let sequence = try? SobolSampler(dimensions: dimensions, seed: seed) else { return best.point }
    let candidates = (0..<512).map { sequence.point($0) }.map { (point: $0, value: improvement($0)) }
    let starts = candidates.sorted { $0.value > $1.value }.prefix(3).map(\.point) + [best.point]
    let bounds = Array(repeating: 0.0...1.0, count: dimensions)
    let search = PatternSearch(bounds: bounds, firstStep: 0.1, lastStep: 1e-3, evaluations: 100 * dimensions)
    let winner = starts.map { search.maximum(from: $0, of: improvement) }.max { $0.value < $1.value }
    return space.snapped(winner?.point ?? best.point)
  }
}

/// Observations as a model takes them: in an order of their own, failures with a value, values scaled.
private struct Trials {
  let points: [[Double]]
  /// Of mean 0 and variance 1, or all 0 where all values seen are the same.
  let values: [Double]

  /// Empty where no trial has succeeded.
  init(space: SearchSpace, observed: [Observation]) {
    let known = observed.compactMap { trial in
      Self.usable([trial.point], of: space).first.map { point in
        (point: point, value: trial.value.flatMap { $0.isFinite ? $0 : nil })
      }
    }
    guard let worst = known.compactMap(\.value).min() else {
      (points, values) = ([], [])
      return
    }
    let sorted = known.map { (point: $0.point, value: $0.value ?? worst) }.sorted {
      $0.point == $1.point ? $0.value < $1.value : $0.point.lexicographicallyPrecedes($1.point)
    }
    points = sorted.map(\.point)
    values = Self.standardised(sorted.map(\.value))
  }

  /// The points that have this space's number of coordinates, snapped.
  static func usable(_ points: [[Double]], of space: SearchSpace) -> [[Double]] {
    points.filter { $0.count == space.dimensions.count && $0.allSatisfy(\.isFinite) }.map(space.snapped)
  }

  private static func standardised(_ values: [Double]) -> [Double] {
    // First to -1...1, because the square of a large number overflows.
    let largest = values.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0 else { return values }
    let shares = values.map { $0 / largest }
    let mean = shares.reduce(0, +) / Double(shares.count)
    let variance = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(shares.count)
    // Below this the differences are rounding.
    guard variance > 1e-28 else { return Array(repeating: 0, count: shares.count) }
    return shares.map { ($0 - mean) / variance.squareRoot() }
  }
}
