/// How many values of the other sample each value exceeds, a tie counting one half: a value's rank among both samples
/// less its rank within its own.
struct Placements {
  /// One for each value of the first sample: 0 to the size of the second.
  let a: [Double]
  /// One for each value of the second sample: 0 to the size of the first.
  let b: [Double]
  /// Ranks of the first sample's values and then the second's among all of them.
  let pooled: Midranks

  /// - Throws: `StatisticsError` where a sample has fewer values than `minimum` or holds a NaN.
  init(_ a: [Double], _ b: [Double], atLeast minimum: Int) throws {
    try requireNumbers(a, atLeast: minimum, called: SampleName.first)
    try requireNumbers(b, atLeast: minimum, called: SampleName.second)
    pooled = Midranks(a + b)
    self.a = zip(pooled.ranks, Midranks(a).ranks).map { $0 - $1 }
    self.b = zip(pooled.ranks.dropFirst(a.count), Midranks(b).ranks).map { $0 - $1 }
  }

  /// Probability that a value of the second sample is higher than one of the first, ties counting one half.
  var probabilityThatSecondIsHigher: Double {
    b.reduce(0, +) / (Double(a.count) * Double(b.count))
  }
}
