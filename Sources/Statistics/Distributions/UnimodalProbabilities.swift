/// Probabilities of the whole numbers in `range` under a distribution that rises to `mode` and falls behind it.
///
/// Built from the ratios of neighbours, starting at the mode, where nothing can overflow; logarithms of factorials
/// would cost the last digits.
/// - Parameter ratio: probability of x + 1 divided by that of x.
func unimodalProbabilities(in range: ClosedRange<Int>, mode: Int, ratio: (Int) -> Double) -> [Double] {
  var weights = [Double](repeating: 1, count: range.count)
  let peak = mode - range.lowerBound
  for index in stride(from: peak + 1, to: weights.count, by: 1) {
    weights[index] = weights[index - 1] * ratio(range.lowerBound + index - 1)
  }
  for index in stride(from: peak - 1, through: 0, by: -1) {
    weights[index] = weights[index + 1] / ratio(range.lowerBound + index)
  }
  let total = weights.reduce(0, +)
  return weights.map { $0 / total }
}
