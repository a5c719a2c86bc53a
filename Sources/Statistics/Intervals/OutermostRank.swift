/// The largest rank k, 0 for none, for which `lowerTail`(k - 1) is at most half of what `confidence` leaves.
func outermostRank(of count: Int, confidence: Double, lowerTail: (Int) -> Double) -> Int {
  // A tail that is exactly the half may be off by rounding.
  let limit = (1 - confidence) / 2 * (1 + 1e-12)
  var (low, high) = (0, count / 2)
  while low < high {
    let middle = (low + high + 1) / 2
    if lowerTail(middle - 1) <= limit { low = middle } else { high = middle - 1 }
  }
  return low
}

/// The same by a normal distribution around half of `count`: P(statistic <= k - 1) is that of a value up to k - 1/2.
func outermostRank(of count: Int, confidence: Double, variance: Double) -> Int {
  let distance = -NormalDistribution.quantile((1 - confidence) / 2) * variance.squareRoot()
  return max(Int((Double(count) / 2 + 0.5 - distance).rounded(.down)), 0)
}
