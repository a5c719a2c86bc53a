import Statistics

/// What tables say in a cell, the same in every table.
enum Cells {
  static let none: RichText = "–"

  /// The median, and its interval in small print below it.
  static func median(_ median: ArmAnalysis.Median?) -> RichText {
    guard let median else { return none }
    guard let interval = median.interval else { return RichText(NumberText.share(median.value)) }
    return RichText(NumberText.share(median.value)) + .soft(NumberText.bracketed(interval))
  }

  /// The median, and the quartiles in small print below it.
  static func quartiles(_ values: [Double]) -> RichText {
    guard let box = BoxSummary(values.filter(\.isFinite)) else { return none }
    return RichText(NumberText.share(box.median))
      + .soft(" [\(NumberText.share(box.lowerQuartile)), \(NumberText.share(box.upperQuartile))]")
  }

  /// A difference, and its interval in small print below it.
  static func difference(_ value: Double?, _ interval: ConfidenceInterval?) -> RichText {
    guard let value else { return none }
    let text = RichText(NumberText.difference(value, interval))
    return text + .soft(interval.map { " [\(NumberText.range($0))]" } ?? " no interval")
  }

  static func bootstrap(_ interval: BootstrapInterval?) -> RichText {
    difference(interval?.estimate, interval?.interval)
  }

  static func shift(_ shift: HodgesLehmann?) -> RichText { difference(shift?.shift, shift?.interval) }

  /// "6 of 12", and the rate with its interval in small print below it.
  static func rate(_ rate: RateInterval?) -> RichText {
    guard let rate else { return none }
    return RichText("\(rate.count) of \(rate.total)")
      + .soft(" [\(NumberText.percent(rate.interval.lower)), \(NumberText.percent(rate.interval.upper))]")
  }

  static func probability(_ p: Double?) -> RichText { p.map { RichText(NumberText.probability($0)) } ?? none }

  static func fixed(_ value: Double?, _ decimals: Int = 2) -> RichText {
    value.map { RichText(NumberText.fixed($0, decimals)) } ?? none
  }

  static func signed(_ value: Double?) -> RichText { RichText(NumberText.signed(value)) }
}
