/// Throws unless `sample` has at least `minimum` values and none of them is NaN.
func requireNumbers(_ sample: [Double], atLeast minimum: Int = 1, called subject: String) throws {
  guard sample.count >= minimum else {
    throw StatisticsError(subject, .tooFew(needed: minimum, found: sample.count))
  }
  if let index = sample.firstIndex(where: \.isNaN) {
    throw StatisticsError(subject, .notANumber(position: index + 1))
  }
}

/// As `requireNumbers`, and throws where a value is infinite.
func requireFiniteNumbers(_ sample: [Double], atLeast minimum: Int = 1, called subject: String) throws {
  try requireNumbers(sample, atLeast: minimum, called: subject)
  if let index = sample.firstIndex(where: \.isInfinite) {
    throw StatisticsError(subject, .infinite(position: index + 1))
  }
}

/// What the first and second argument of a two-sample statistic are called in errors.
enum SampleName {
  static let first = "first sample"
  static let second = "second sample"
  static let both = "samples"
}
