/// Ranks of two samples thrown together: what rank tests and rank effect sizes are made of.
struct PooledRanks {
  /// Pairs in which the first sample's value is higher, a tied pair counting one half: Mann and Whitney's U.
  let u: Double
  /// Sum of t^3 - t over the groups of t tied values; 0 where all values are distinct.
  let tieTerm: Double

  /// Infinities have their place in the order like any other value.
  /// - Throws: `StatisticsError` where a sample is empty or holds a NaN.
  init(_ a: [Double], _ b: [Double]) throws {
    try requireNumbers(a, called: SampleName.first)
    try requireNumbers(b, called: SampleName.second)
    let pooled = (a.map { (value: $0, isFirst: true) } + b.map { (value: $0, isFirst: false) })
      .sorted { $0.value < $1.value }
    var rankSum = 0.0
    var tieTerm = 0.0
    var start = 0
    while start < pooled.count {
      var end = start + 1
      while end < pooled.count, pooled[end].value == pooled[start].value { end += 1 }
      let tied = Double(end - start)
      // Ranks count from 1, and tied values share the mean of theirs.
      let rank = Double(start + end + 1) / 2
      rankSum += rank * Double(pooled[start..<end].count(where: \.isFirst))
      tieTerm += tied * tied * tied - tied
      start = end
    }
    let count = Double(a.count)
    self.u = rankSum - count * (count + 1) / 2
    self.tieTerm = tieTerm
  }
}
