/// The natural logarithm of a positive, finite, normal number, to within about one unit in the last place.
///
/// The system's logarithm may round differently from one C library to the next. This one is made of IEEE additions,
/// multiplications and divisions alone, whose results the standard fixes, so that random numbers are the same everywhere.
///
/// With x = 2^k m, m near 1, f = m - 1 and s = f / (2 + f): ln m = 2 artanh s = 2 (s + s^3/3 + s^5/5 + ...), and |s| < 0.172
/// makes eleven terms enough. As 2 s = f - s f, the rounded quotient only enters where it is small beside the exact f.
package func naturalLogarithm(_ x: Double) -> Double {
  var mantissa = x.significand
  var exponent = Double(x.exponent)
  if mantissa > 1.414_213_562_373_095_1 {
    mantissa /= 2
    exponent += 1
  }
  let f = mantissa - 1
  let s = f / (2 + f)
  let z = s * s
  var tail = 1.0 / 21
  tail = tail * z + 1.0 / 19
  tail = tail * z + 1.0 / 17
  tail = tail * z + 1.0 / 15
  tail = tail * z + 1.0 / 13
  tail = tail * z + 1.0 / 11
  tail = tail * z + 1.0 / 9
  tail = tail * z + 1.0 / 7
  tail = tail * z + 1.0 / 5
  tail = tail * z + 1.0 / 3
  let correction = s * (f - 2 * z * tail)
  // ln 2 in two parts: the first has 21 bits clear at its end, so that any exponent times it is exact.
  return exponent * 0x1.62e42fee00000p-1 + (f - (correction - exponent * 0x1.a39ef35793c76p-33))
}
