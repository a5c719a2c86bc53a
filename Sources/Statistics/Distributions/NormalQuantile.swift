import Foundation

extension NormalDistribution {
  /// The value below which probability `p` lies, to about 1e-16 relative (Wichura, Algorithm AS 241, PPND16, Applied
  /// Statistics 37, 1988).
  ///
  /// - Returns: negative infinity for 0, infinity for 1, NaN for what is no probability.
  package static func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    let centred = p - 0.5
    if abs(centred) <= 0.425 {
      let x = 0.180625 - centred * centred
      return centred * polynomial(centralNumerator, at: x) / polynomial(centralDenominator, at: x)
    }
    let tail = (-log(min(p, 1 - p))).squareRoot()
    let magnitude =
      tail <= 5
      ? polynomial(tailNumerator, at: tail - 1.6) / polynomial(tailDenominator, at: tail - 1.6)
      : polynomial(farNumerator, at: tail - 5) / polynomial(farDenominator, at: tail - 5)
    return centred < 0 ? -magnitude : magnitude
  }

  // Wichura's coefficients, the constant first: within 0.425 of one half, and by r, the root of -log(p), up to 5 and
  // beyond.
  private static let centralNumerator = [
    3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
    45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  ]
  private static let centralDenominator = [
    1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
    21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610,
  ]
  private static let tailNumerator = [
    1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
    1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4,
  ]
  private static let tailDenominator = [
    1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
    0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
  ]
  private static let farNumerator = [
    6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
    0.0265321895265761230930, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ]
  private static let farDenominator = [
    1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
    7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
  ]
}
