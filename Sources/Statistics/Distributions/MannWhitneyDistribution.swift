/// Probability that U is at most `u`, for samples of these sizes from one distribution without ties.
///
/// The number of orderings with a given U is a coefficient of the Gaussian binomial, the product over i up to `smaller`
/// of (1 - q^(larger + i)) / (1 - q^i) (Andrews, The Theory of Partitions, chapter 3). Each factor takes two passes over
/// the coefficients, which are kept as probabilities so that no count overflows.
///
/// - Parameter u: at most half of `smaller` x `larger`: there the coefficients still grow, and no pass loses digits.
func mannWhitneyLowerTail(upTo u: Int, smaller: Int, larger: Int) -> Double {
  var probabilities = [Double](repeating: 0, count: u + 1)
  probabilities[0] = 1
  for size in 1...smaller {
    // Division by 1 - q^size.
    for value in stride(from: size, through: u, by: 1) {
      probabilities[value] += probabilities[value - size]
    }
    // Multiplication by 1 - q^(larger + size); from above, so that each term is still the old one when it is needed.
    for value in stride(from: u, through: larger + size, by: -1) {
      probabilities[value] -= probabilities[value - larger - size]
    }
    let share = Double(size) / Double(larger + size)
    for value in 0...u { probabilities[value] *= share }
  }
  return probabilities.reduce(0, +)
}
