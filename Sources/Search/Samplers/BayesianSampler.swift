/// Bayesian search: a Gaussian process learns what the trials so far say, and the next point is where improvement on the best is
/// expected most (Mockus, 1975; Jones, Schonlau and Welch, 1998; Snoek, Larochelle and Adams, "Practical Bayesian optimization
/// of machine learning algorithms", 2012).
///
/// - The first points are those of a scrambled Sobol sequence, and so is any point while no trial has succeeded.
/// - "The best" is the highest posterior mean at a trial's point: with noise, the highest value seen was partly luck (Picheny,
///   Wagner and Ginsbourger, "A benchmark of kriging-based infill criteria for noisy optimization", 2013).
/// - A trial that failed counts as the worst value seen, so that the search keeps away from there.
/// - A running trial counts as if its value were the posterior mean, the "kriging believer" (Ginsbourger, Le Riche and Carraro,
///   "Kriging is well-suited to parallelize optimization", 2010). The mean stays as it is; the variance there shrinks, and with
///   it the reason to go there a second time.
/// - Points stand for what the dimensions make of them: all points of a choice's cell are its middle (Garrido-Merchan and
///   Hernandez-Lobato, 2020).
///
/// The model's numbers are fitted to at most 150 trials, evenly chosen. A point takes milliseconds for 30 trials, some tenths of a
/// second for a few hundred, and time then grows as the cube of their number.
public struct BayesianSampler: Sampler, Equatable {
  /// The space whose unit cube is searched.
  public let space: SearchSpace
  /// Another seed gives other first points, and other candidates later.
  public let seed: UInt64
  /// How many points come from the Sobol sequence before the model is asked.
  public let initialPoints: Int
  private let sequence: SobolSampler
  /// How many points are looked at for each trial; a power of two, of which a Sobol sequence is most even.
  private static let candidates = 512

  /// - Parameter initialPoints: at least 1; twice the number of dimensions and two more unless given.
  /// - Throws: `SearchError` where there are more dimensions than the Sobol sequence has, or no initial points.
  public init(space: SearchSpace, seed: UInt64, initialPoints: Int? = nil) throws {
    self.space = space
    self.seed = seed
    self.initialPoints = initialPoints ?? 2 * space.dimensions.count + 2
    guard self.initialPoints >= 1 else {
      throw SearchError("Bayesian sampler", expected: "at least 1 initial point", found: "\(self.initialPoints)")
    }
    sequence = try SobolSampler(dimensions: space.dimensions.count, seed: seed)
  }

  /// The point for trial `index`. Observations and pending points that are not points of this space are ignored.
  public func point(_ index: Int, observed: [Observation], pending: [[Double]]) -> [Double] {
    guard index >= initialPoints, let surrogate = Surrogate(space: space, observed: observed, pending: pending) else {
      return space.snapped(sequence.point(index))
    }
    // Every trial has a stretch of the sequence to itself.
    let first = index &* Self.candidates
    return surrogate.mostPromisingPoint(among: (0..<Self.candidates).map { sequence.point(first &+ $0) })
  }
}
