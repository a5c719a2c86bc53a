import Foundation

/// The power of two that brings the largest magnitude among finite `values` into 1..<2; 0 where all are zero.
///
/// Sums and squares of values scaled this way neither overflow nor vanish, and the scaling itself is exact.
func binaryExponent(ofLargest values: [Double]) -> Int {
  let largest = values.reduce(0) { max($0, abs($1)) }
  return largest > 0 ? Int(largest.exponent) : 0
}

/// `values` times 2^`exponent`, exact but for results too small to matter beside the others.
func scaled(_ values: [Double], byPowerOfTwo exponent: Int) -> [Double] {
  values.map { scalbn($0, exponent) }
}
