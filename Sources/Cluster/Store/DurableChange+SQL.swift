import Coordination
import GRDB

extension DurableChange {
  /// Writes the change within a transaction. Writing it twice is the same as once.
  func apply(to database: Database) throws {
    switch self {
    case .leased(let work, let worker):
      try database.execute(
        sql: "UPDATE trial SET state = 'leased', attempt = ?, worker = ? WHERE number = ?",
        arguments: [work.attempt, worker, work.trial])
    case .requeued(let trial):
      try database.execute(sql: "UPDATE trial SET state = 'pending' WHERE number = ?", arguments: [trial])
    case .failed(let work, let failures, let reason, let crashedOn, let isQuarantined):
      try database.execute(
        sql: """
          UPDATE trial SET state = ?, failures = ?, last_failed_attempt = ?, failure = ?,
            crashed_on = coalesce(?, crashed_on) WHERE number = ?
          """,
        arguments: [
          (isQuarantined ? TrialState.quarantined : .backoff).rawValue, failures, work.attempt, reason, crashedOn,
          work.trial,
        ])
    case .accepted(let report, let worker):
      try database.execute(
        sql: "INSERT INTO result VALUES (?, ?, ?, ?, ?, ?)", arguments: report.columns(worker))
      try database.execute(
        sql: "UPDATE trial SET state = 'done', worker = ? WHERE number = ?", arguments: [worker, report.work.trial])
      try database.execute(
        sql: "DELETE FROM file WHERE trial = ? AND kind = 'checkpoint'", arguments: [report.work.trial])
    case .kept(let work, let file, let kind):
      try database.execute(
        sql: "INSERT OR REPLACE INTO file (trial, name, kind, digest, size) VALUES (?, ?, ?, ?, ?)",
        arguments: [work.trial, file.name, kind.rawValue, file.digest, file.size])
      try database.execute(
        sql: """
          DELETE FROM file WHERE trial = :trial AND kind = 'checkpoint' AND id NOT IN (
            SELECT id FROM file WHERE trial = :trial AND kind = 'checkpoint' ORDER BY id DESC LIMIT :count)
          """, arguments: ["trial": work.trial, "count": TrialEntry.checkpointsKept])
    case .contradicted(let report, let worker):
      try database.execute(
        sql: "INSERT OR IGNORE INTO contradiction VALUES (?, ?, ?, ?, ?, ?)", arguments: report.columns(worker))
    }
  }
}

extension ResultReport {
  fileprivate func columns(_ worker: String) -> StatementArguments {
    [work.trial, work.attempt, worker, digest, isDiverged, payload]
  }
}
