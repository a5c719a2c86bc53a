import Coordination
import GRDB

extension DurableChange {
  /// Writes the change within a transaction. Writing it twice is the same as once.
  func apply(to database: Database) throws {
    try write(to: database)
    for table in tables {
      let key = table == "trial" ? "number" : "trial"
      try StoreIntegrity.seal(table, in: database, where: "\(key) = ?", [trial])
    }
  }

  /// Those that the change writes to.
  private var tables: [String] {
    switch self {
    case .leased, .requeued, .failed: ["trial"]
    case .accepted: ["trial", "result"]
    case .kept: ["file"]
    case .contradicted: ["contradiction"]
    }
  }

  private var trial: Int {
    switch self {
    case .leased(let work, _), .failed(let work, _, _, _, _), .kept(let work, _, _): work.trial
    case .requeued(let trial): trial
    case .accepted(let report, _), .contradicted(let report, _): report.work.trial
    }
  }

  private func write(to database: Database) throws {
    switch self {
    case .leased(let work, let worker):
      try database.executeCached(
        "UPDATE trial SET state = 'leased', attempt = ?, worker = ? WHERE number = ?",
        [work.attempt, worker, work.trial])
    case .requeued(let trial):
      try database.executeCached("UPDATE trial SET state = 'pending' WHERE number = ?", [trial])
    case .failed(let work, let failures, let reason, let crashedOn, let isQuarantined):
      try database.executeCached(
        """
        UPDATE trial SET state = ?, failures = ?, last_failed_attempt = ?, failure = ?,
          crashed_on = coalesce(?, crashed_on) WHERE number = ?
        """,
        [
          (isQuarantined ? TrialState.quarantined : .backoff).rawValue, failures, work.attempt, reason, crashedOn,
          work.trial,
        ])
    case .accepted(let report, let worker):
      try database.executeCached(
        "INSERT INTO result VALUES (?, ?, ?, ?, ?, ?, NULL)", report.columns(worker))
      try database.executeCached(
        "UPDATE trial SET state = 'done', worker = ? WHERE number = ?", [worker, report.work.trial])
      try database.executeCached(
        "DELETE FROM file WHERE trial = ? AND kind = 'checkpoint'", [report.work.trial])
    case .kept(let work, let file, let kind):
      try database.executeCached(
        "INSERT OR REPLACE INTO file (trial, name, kind, digest, size) VALUES (?, ?, ?, ?, ?)",
        [work.trial, file.name, kind.rawValue, file.digest, file.size])
      try database.executeCached(
        """
        DELETE FROM file WHERE trial = :trial AND kind = 'checkpoint' AND id NOT IN (
          SELECT id FROM file WHERE trial = :trial AND kind = 'checkpoint' ORDER BY id DESC LIMIT :count)
        """, ["trial": work.trial, "count": TrialEntry.checkpointsKept])
    case .contradicted(let report, let worker):
      try database.executeCached(
        "INSERT OR IGNORE INTO contradiction VALUES (?, ?, ?, ?, ?, ?, NULL)", report.columns(worker))
    }
  }
}

extension ResultReport {
  fileprivate func columns(_ worker: String) -> StatementArguments {
    [work.trial, work.attempt, worker, digest, isDiverged, payload]
  }
}

extension Database {
  /// Runs a statement that is compiled once: every message of a sweep comes here.
  fileprivate func executeCached(_ sql: String, _ arguments: StatementArguments) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
