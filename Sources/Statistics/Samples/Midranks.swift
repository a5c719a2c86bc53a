/// Ranks of one sample, from 1 for the smallest value; tied values share the mean of theirs.
struct Midranks {
  /// The rank of each value, in the sample's order.
  let ranks: [Double]
  /// Sum of t^3 - t over the groups of t tied values; 0 where all values are distinct.
  let tieTerm: Double

  /// - Parameter values: without NaN; infinities have their place in the order like any other value.
  init(_ values: [Double]) {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var tieTerm = 0.0
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for position in start..<end { ranks[order[position]] = Double(start + end + 1) / 2 }
      let tied = Double(end - start)
      tieTerm += tied * tied * tied - tied
      start = end
    }
    self.ranks = ranks
    self.tieTerm = tieTerm
  }
}
