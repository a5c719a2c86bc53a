import Statistics
import Studies

/// One arm of an experiment with its trials.
struct ArmAnalysis: Sendable {
  let arm: Arm
  let style: ArmStyle
  let records: [TrialRecord]
  /// The trials that count in comparisons.
  let kept: [TrialRecord]
  let counts: TrialCounts
  /// How many of its finished trials count in no comparison, with Wilson's interval; nil before any is finished.
  let failureRate: RateInterval?
  private let medians: [Measure: Median]

  /// The median of the kept models with its bootstrap interval.
  struct Median: Sendable {
    let value: Double
    /// Nil where there are too few models, or too many alike.
    let interval: ConfidenceInterval?
  }

  init(
    arm: Arm, style: ArmStyle, planned: Int, records: [TrialRecord], measures: [Measure], resampling: Resampling
  ) {
    self.arm = arm
    self.style = style
    self.records = records
    kept = records.filter(\.isKept)
    counts = TrialCounts(records, planned: planned)
    failureRate = try? rateInterval(counts.failed, of: counts.finished)
    let kept = self.kept
    medians = Dictionary(
      uniqueKeysWithValues: measures.compactMap { measure in
        let values = Self.values(of: measure, kept)
        guard let value = try? quantile(values, 0.5) else { return nil }
        return (measure, Median(value: value, interval: (try? bootstrapMedian(values, resampling))?.interval))
      })
  }

  var name: String { arm.name }

  /// Of the kept models, where it is defined, in the order of the trials.
  func values(of measure: Measure) -> [Double] { Self.values(of: measure, kept) }

  /// Nil where no kept model has a value, or the report does not show the measure.
  func median(of measure: Measure) -> Median? { medians[measure] }

  /// One outcome a finished trial: nil for a failed one, and for a kept model without a value.
  func outcomes(of measure: Measure) -> [Double?] {
    records.filter { $0.state != .pending }.map { Self.outcome(of: measure, $0) }
  }

  /// The outcomes by the trials' place in the arm, which matches it with the trials of other arms.
  func outcomesByIndex(of measure: Measure) -> [Int: Double?] {
    Dictionary(
      records.filter { $0.state != .pending }.map { ($0.trial.index, Self.outcome(of: measure, $0)) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func outcome(of measure: Measure, _ record: TrialRecord) -> Double? {
    guard record.isKept, let value = measure.value(of: record), value.isFinite else { return nil }
    return value
  }

  private static func values(of measure: Measure, _ kept: [TrialRecord]) -> [Double] {
    kept.compactMap { measure.value(of: $0) }.filter(\.isFinite)
  }
}
