import Coordination
import Foundation

/// The coordinator's disk, which survives its crashes, and the checker: everything that must hold is checked where it
/// could be broken, and what was broken is listed.
public struct SimulatedStore: Sendable {
  public struct Row: Sendable {
    public var key: String
    public var state = TrialState.pending
    public var attempt = 0
    public var failures = 0
    public var lastFailedAttempt = 0
    public var accepted: ResultReport?
    /// Every (attempt, worker) that it was handed out to.
    var holders: [Int: String] = [:]
  }

  public private(set) var rows: [Row]
  public private(set) var contradictions: [ResultReport] = []
  public private(set) var violations: [String] = []
  var epoch = 0

  init(trials: Int) {
    rows = (0..<trials).map { Row(key: "trial-\($0)") }
  }

  mutating func violated(_ rule: String) { violations.append(rule) }

  mutating func apply(_ change: DurableChange) {
    switch change {
    case .leased(let work, let worker):
      let row = rows[work.trial]
      if row.state.isFinal { violated("trial \(work.trial) was handed out after its end") }
      if work.attempt < row.attempt { violated("attempt \(work.attempt) of trial \(work.trial) went backwards") }
      if let holder = row.holders[work.attempt], holder != worker {
        violated("attempt \(work.attempt) of trial \(work.trial) has two owners")
      }
      rows[work.trial].holders[work.attempt] = worker
      rows[work.trial].attempt = work.attempt
      rows[work.trial].state = .leased
    case .requeued(let trial):
      if rows[trial].state.isFinal { violated("trial \(trial) was put back after its end") }
      rows[trial].state = .pending
    case .failed(let work, let failures, _, let isQuarantined):
      if rows[work.trial].state.isFinal { violated("trial \(work.trial) failed after its end") }
      if failures != rows[work.trial].failures + 1 { violated("failures of trial \(work.trial) were miscounted") }
      rows[work.trial].failures = failures
      rows[work.trial].lastFailedAttempt = work.attempt
      rows[work.trial].state = isQuarantined ? .quarantined : .backoff
    case .accepted(let report, _):
      if rows[report.work.trial].accepted != nil { violated("trial \(report.work.trial) was accepted twice") }
      rows[report.work.trial].accepted = report
      rows[report.work.trial].state = .done
    case .kept: break
    case .contradicted(let report, _):
      if rows[report.work.trial].accepted?.digest == report.digest { violated("an equal result raised the alarm") }
      if !contradictions.contains(report) { contradictions.append(report) }
    }
  }

  /// Nothing may be acknowledged before it is durable.
  mutating func check(_ message: CoordinatorMessage) {
    switch message {
    case .acknowledge(let answer):
      let row = rows[answer.work.trial]
      switch answer.verdict {
      case .accepted, .duplicate, .contradiction:
        if row.accepted == nil { violated("a result of trial \(answer.work.trial) was acknowledged and not stored") }
      case .noted: break
      case .unknown: violated("trial \(answer.work.trial) was said to be unknown")
      }
    case .assign(let assignment):
      if rows[assignment.work.trial].holders[assignment.work.attempt] == nil {
        violated("attempt \(assignment.work.attempt) of trial \(assignment.work.trial) was sent and not stored")
      }
    default: break
    }
  }

  /// What a starting coordinator reads.
  func entries() -> [TrialEntry] {
    rows.enumerated().map { number, row in
      TrialEntry(
        number: number, key: row.key, payload: Data([UInt8(truncatingIfNeeded: number)]), state: row.state,
        attempt: row.attempt, failures: row.failures, lastFailedAttempt: row.lastFailedAttempt,
        digest: row.accepted?.digest, isDiverged: row.accepted?.isDiverged ?? false)
    }
  }
}
