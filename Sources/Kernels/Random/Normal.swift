// `squareRoot()` is one instruction, but refers to the C mathematics library's for negative numbers, which this links.
import Foundation

extension RandomGenerator {
  /// A number from the standard normal distribution, by Marsaglia's polar method ("A convenient method for generating normal
  /// variables", 1964).
  public mutating func normal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let squaredRadius = x * x + y * y
      guard squaredRadius < 1, squaredRadius > 0 else { continue }
      let scale = (-2 * naturalLogarithm(squaredRadius) / squaredRadius).squareRoot()
      spareNormal = y * scale
      return x * scale
    }
  }
}
