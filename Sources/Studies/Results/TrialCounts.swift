/// How many trials of a study, an experiment or an arm came to which end. Encodes as `trials` of `summary.json`.
public struct TrialCounts: Codable, Sendable, Equatable {
  /// All trials, whatever became of them.
  public var planned = 0
  /// Trained to the end and tested.
  public var done = 0
  /// The loss stopped being finite.
  public var diverged = 0
  /// Stopped early by successive halving.
  public var stopped = 0
  /// Given up after repeated failures.
  public var quarantined = 0
  /// Not finished yet.
  public var pending = 0
  /// Those of `done` that are accurate enough to count in comparisons.
  public var kept = 0

  /// Counts the records of any part of a study.
  public init(_ records: some Sequence<TrialRecord>) {
    for record in records {
      planned += 1
      switch record.state {
      case .done: done += 1
      case .diverged: diverged += 1
      case .stopped: stopped += 1
      case .quarantined: quarantined += 1
      case .pending: pending += 1
      }
      if record.isKept { kept += 1 }
    }
  }
}
