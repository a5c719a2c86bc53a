/// The full factorial design: every choice, and a number of evenly spaced levels of every continuous dimension, each with
/// each (Fisher, "The Design of Experiments", 1935). After its last point the grid begins again.
public struct GridSampler: Sampler, Equatable {
  /// The largest grid: the order of its points is kept in memory.
  public static let maximumCount = 1_000_000

  /// The number of points: the product of all dimensions' choices and levels.
  public let count: Int
  private let levels: [[Double]]
  private let order: [Int]?

  /// - Parameters:
  ///   - levels: levels of a continuous dimension, both ends included; one level is the middle.
  ///   - seed: puts the points in random order, so that a search of fewer trials than points does not stay in one corner of
  ///     the grid. Without a seed the last dimension changes fastest.
  /// - Throws: `SearchError` where there are no levels or too many points.
  public init(space: SearchSpace, levels: Int, seed: UInt64? = nil) throws {
    guard (1...Self.maximumCount).contains(levels) else {
      throw SearchError("grid", expected: "1 to \(Self.maximumCount) levels", found: "\(levels)")
    }
    self.levels = space.dimensions.map { $0.levels(levels) }
    var count = 1
    for positions in self.levels {
      count *= positions.count
      guard count <= Self.maximumCount else {
        throw SearchError("grid", expected: "at most \(Self.maximumCount) points", found: "more")
      }
    }
    self.count = count
    order = seed.map {
      var generator = SplitMix64(seed: $0)
      return generator.permutation(of: count)
    }
  }

  public func point(_ index: Int, observed: [Observation], pending: [[Double]]) -> [Double] {
    let remainder = index % count
    let place = remainder < 0 ? remainder + count : remainder
    var rest = order?[place] ?? place
    var point: [Double] = []
    for positions in levels.reversed() {
      point.append(positions[rest % positions.count])
      rest /= positions.count
    }
    return point.reversed()
  }
}
