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
  static let differences = "differences"
}

/// Throws unless both samples have the same length, so that their values can be pairs.
func requirePairs(_ a: [some Any], _ b: [some Any]) throws {
  guard a.count == b.count else {
    throw StatisticsError(
      SampleName.both,
      .unexpected(expected: "pairs, as many values in both", found: "\(a.count) and \(b.count)"))
  }
}

/// Throws unless `share`, such as a confidence level, is above 0 and below 1.
func requireShare(_ share: Double, called subject: String) throws {
  guard share > 0, share < 1 else {
    throw StatisticsError(subject, .unexpected(expected: "a number above 0 and below 1", found: "\(share)"))
  }
}
