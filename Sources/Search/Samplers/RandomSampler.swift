/// Independent points, uniform in the unit cube. Better than a grid where only some of the dimensions matter (Bergstra and
/// Bengio, "Random search for hyper-parameter optimization", 2012).
public struct RandomSampler: Sampler, Equatable {
  /// The number of coordinates of a point.
  public let dimensions: Int
  /// Another seed gives other points.
  public let seed: UInt64

  /// - Throws: `SearchError` where there is no dimension.
  public init(dimensions: Int, seed: UInt64) throws {
    try check(dimensions: dimensions, upTo: 1000, sampler: "random sampler")
    self.dimensions = dimensions
    self.seed = seed
  }

  public func point(_ index: Int, observed: [Observation], pending: [[Double]]) -> [Double] {
    var generator = SplitMix64(seed: seed, stream: index)
    return (0..<dimensions).map { _ in generator.uniform() }
  }
}
