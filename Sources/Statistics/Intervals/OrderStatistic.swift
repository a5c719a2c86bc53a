/// The `rank`-th smallest, from 1, of numbers that need not be written out: the smallest value that at least `rank` of
/// them do not exceed.
///
/// Halves the range of all finite doubles, so that it takes 64 counts at most however many numbers there are.
/// - Parameter countNotAbove: how many of the numbers do not exceed a value.
func orderStatistic(_ rank: Int, countNotAbove: (Double) -> Int) -> Double {
  var low = orderedInteger(-.greatestFiniteMagnitude)
  var high = orderedInteger(.greatestFiniteMagnitude)
  while low < high {
    // The mean, rounded down, of integers whose sum could overflow.
    let middle = (low & high) + ((low ^ high) >> 1)
    if countNotAbove(double(middle)) >= rank { high = middle } else { low = middle + 1 }
  }
  return double(low)
}

/// The median of `count` such numbers: the middle one, or the mean of the middle two.
func median(ofCount count: Int, countNotAbove: (Double) -> Int) -> Double {
  let lower = orderStatistic((count + 1) / 2, countNotAbove: countNotAbove)
  if count % 2 == 1 { return lower }
  return lower / 2 + orderStatistic(count / 2 + 1, countNotAbove: countNotAbove) / 2
}

/// Integers that are in the order of the doubles they stand for; both zeros are 0.
private func orderedInteger(_ value: Double) -> Int64 {
  let bits = Int64(bitPattern: value.bitPattern)
  return bits < 0 ? Int64.min &- bits : bits
}

private func double(_ ordered: Int64) -> Double {
  Double(bitPattern: UInt64(bitPattern: ordered < 0 ? Int64.min &- ordered : ordered))
}
