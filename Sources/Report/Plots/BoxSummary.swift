import Statistics

/// What a box plot draws: median, quartiles, and whiskers to the farthest values within 1.5 interquartile ranges of the box
/// (Tukey, 1977).
struct BoxSummary: Equatable {
  let lowerWhisker: Double
  let lowerQuartile: Double
  let median: Double
  let upperQuartile: Double
  let upperWhisker: Double

  /// Nil without values.
  init?(_ values: [Double]) {
    guard let lower = try? quantile(values, 0.25), let middle = try? quantile(values, 0.5),
      let upper = try? quantile(values, 0.75)
    else { return nil }
    let reach = 1.5 * (upper - lower)
    lowerQuartile = lower
    median = middle
    upperQuartile = upper
    lowerWhisker = values.filter { $0 >= lower - reach }.min() ?? lower
    upperWhisker = values.filter { $0 <= upper + reach }.max() ?? upper
  }
}
