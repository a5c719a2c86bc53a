import Foundation

/// low^(1 - position) x high^position for 0 < low < high and positions from 0 to 1.
///
/// The bits of the position say in which half the value lies, the geometric mean being the middle. That takes only products
/// and square roots, which every machine rounds alike: several machines get the same value to the last bit. `exp` and
/// `log` would not do that.
func geometric(from lowest: Double, to highest: Double, at position: Double) -> Double {
  if position >= 1 { return highest }
  var (low, high, rest) = (lowest, highest, position)
  for _ in 0..<53 {
    // Two roots, because the product of two small numbers may be 0.
    let middle = low.squareRoot() * high.squareRoot()
    rest *= 2
    if rest >= 1 {
      low = middle
      rest -= 1
    } else {
      high = middle
    }
  }
  return min(max(low, lowest), highest)
}

/// log(value/base) for positive numbers, as a difference: their quotient may overflow.
func logarithm(_ value: Double, over base: Double) -> Double { log(value) - log(base) }
