/// Finds the threshold at which maps overlap best with their regions. Tuned on validation images and frozen, it gives the test
/// images an intersection over union that was not fitted to them.
public struct ThresholdTuner: Sendable {
  /// The thresholds to choose from.
  public let candidates: [Float]
  private var sums: [Double]
  /// Places of the candidates from the smallest to the largest, and the candidates so.
  private let order: [Int]
  private let ascending: [Float]
  /// Maps with a positive value that were seen so far.
  public private(set) var defined = 0
  /// Maps without one, which say nothing about a threshold.
  public private(set) var undefined = 0

  /// What was found.
  public struct Choice: Sendable, Equatable {
    /// A share of each map's maximum.
    public let threshold: Float
    /// Over the defined maps, between 0 and 1.
    public let meanIntersectionOverUnion: Double

    /// A threshold and what it reaches.
    public init(threshold: Float, meanIntersectionOverUnion: Double) {
      (self.threshold, self.meanIntersectionOverUnion) = (threshold, meanIntersectionOverUnion)
    }
  }

  /// - Parameter candidates: at least one, each above 0 and at most 1; 0.05, 0.10, ... 0.95 if not given.
  public init(candidates: [Float] = (1...19).map { Float($0) / 20 }) {
    precondition(!candidates.isEmpty, "a threshold is chosen from at least one")
    self.candidates = candidates
    order = candidates.indices.sorted { candidates[$0] < candidates[$1] }
    ascending = order.map { candidates[$0] }
    sums = [Double](repeating: 0, count: candidates.count)
  }

  /// Takes in one validation image.
  /// - Parameters:
  ///   - map: nil where the map has no positive value.
  ///   - region: whether each pixel belongs to it.
  public mutating func add(_ map: UpsampledMap?, region: [Bool]) {
    guard let map else {
      undefined += 1
      return
    }
    defined += 1
    precondition(map.pixels.count == region.count, "a region has a value for each pixel")
    // Pixels by how many thresholds they reach: one pass serves all thresholds.
    var inside = [Int](repeating: 0, count: candidates.count + 1)
    var outside = inside
    for (value, isInside) in zip(map.pixels, region) {
      let reached = value > 0 ? ascending.partitionIndex(where: { $0 > value }) : 0
      if isInside { inside[reached] += 1 } else { outside[reached] += 1 }
    }
    let area = inside.reduce(0, +)
    var (both, others) = (0, 0)
    for rank in candidates.indices.reversed() {
      both += inside[rank + 1]
      others += outside[rank + 1]
      sums[order[rank]] += area + others > 0 ? Double(both) / Double(area + others) : 0
    }
  }

  /// The threshold with the largest mean, the first of equals; nil where no map was defined.
  public var best: Choice? {
    guard defined > 0, let index = sums.indices.max(by: { sums[$0] < sums[$1] }) else { return nil }
    // The maximum of equals is any of them.
    let first = sums.firstIndex(of: sums[index]) ?? index
    return Choice(threshold: candidates[first], meanIntersectionOverUnion: sums[first] / Double(defined))
  }
}

extension [Float] {
  /// Of an ascending list, the first place whose element satisfies the condition, which holds for all after it as well.
  fileprivate func partitionIndex(where isBeyond: (Float) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
