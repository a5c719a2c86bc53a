import Foundation

/// By how much a normal variable exceeds `best` on average, not exceeding it counting 0: with z = (mean - best) / sd,
/// sd (z Phi(z) + phi(z)) (Mockus, 1975; Jones, Schonlau and Welch, "Efficient global optimization of expensive black-box
/// functions", 1998). In the unit of the mean; without variance it is max(mean - best, 0).
package func expectedImprovement(mean: Double, variance: Double, best: Double) -> Double {
  guard variance > 0 else { return max(mean - best, 0) }
  let deviation = variance.squareRoot()
  let z = (mean - best) / deviation
  let probability = erfc(-z / 2.0.squareRoot()) / 2
  let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
  // Far below the best both terms cancel, and rounding may leave less than 0.
  return max(deviation * (z * probability + density), 0)
}
