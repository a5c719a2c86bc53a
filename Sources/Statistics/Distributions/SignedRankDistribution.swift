/// Probability that the ranks of the positive differences sum to at most half of `doubledSum`, when each of the ranks
/// is positive or negative with the same probability: the distribution behind Wilcoxon's signed-rank test.
///
/// - Parameter doubledRanks: twice the rank of each difference, because tied ones share a mean that may end in one
///   half.
func signedRankLowerTail(upTo doubledSum: Int, doubledRanks: [Int]) -> Double {
  guard doubledSum >= 0 else { return 0 }
  var probabilities = [Double](repeating: 0, count: doubledSum + 1)
  probabilities[0] = 1
  for rank in doubledRanks {
    // From above, so that each term is still the old one when it is needed.
    for sum in stride(from: doubledSum, through: 0, by: -1) {
      let without = sum >= rank ? probabilities[sum - rank] : 0
      probabilities[sum] = (probabilities[sum] + without) / 2
    }
  }
  return probabilities.reduce(0, +)
}
