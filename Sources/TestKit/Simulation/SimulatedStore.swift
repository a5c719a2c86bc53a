import Coordination
import Foundation

/// The coordinator's disk, which survives its deaths. Does as it is told: whether that was right, the history's checker knows.
struct SimulatedStore: Sendable {
  struct Row: Sendable {
    var state = TrialState.pending
    var attempt = 0
    var failures = 0
    var lastFailedAttempt = 0
    var crashedOn: String?
    var accepted: ResultReport?
    /// Those that are recorded, the latest first.
    var checkpoints: [TrialFile] = []
    /// Files in the trial's directory, by name.
    var files: [String: Data] = [:]
  }

  private(set) var rows: [Row]
  var epoch = 0
  var fullUntil: Duration = .zero

  init(trials: Int) { rows = Array(repeating: Row(), count: trials) }

  mutating func apply(_ change: DurableChange) {
    switch change {
    case .leased(let work, _):
      rows[work.trial].attempt = work.attempt
      rows[work.trial].state = .leased
    case .requeued(let trial): rows[trial].state = .pending
    case .failed(let work, let failures, _, let crashedOn, let isQuarantined):
      rows[work.trial].failures = failures
      rows[work.trial].lastFailedAttempt = work.attempt
      rows[work.trial].crashedOn = crashedOn ?? rows[work.trial].crashedOn
      rows[work.trial].state = isQuarantined ? .quarantined : .backoff
    case .accepted(let report, _):
      rows[report.work.trial].accepted = report
      rows[report.work.trial].state = .done
      rows[report.work.trial].checkpoints = []
    case .kept(let work, let file, .checkpoint):
      rows[work.trial].checkpoints = Array(([file] + rows[work.trial].checkpoints).prefix(2))
    case .contradicted, .kept: break
    }
  }

  mutating func write(_ bytes: Data, _ name: String, of trial: Int) { rows[trial].files[name] = bytes }

  /// - Returns: whether it was there.
  mutating func remove(_ name: String, of trial: Int) -> Bool { rows[trial].files.removeValue(forKey: name) != nil }

  /// What a starting coordinator reads.
  func entries() -> [TrialEntry] {
    rows.enumerated().map { number, row in
      TrialEntry(
        number: number, key: "trial-\(number)", payload: Data([UInt8(truncatingIfNeeded: number)]), state: row.state,
        attempt: row.attempt, failures: row.failures, lastFailedAttempt: row.lastFailedAttempt,
        crashedOn: row.crashedOn, digest: row.accepted?.digest, isDiverged: row.accepted?.isDiverged ?? false,
        checkpoints: row.checkpoints)
    }
  }
}
