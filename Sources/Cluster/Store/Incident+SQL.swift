import Coordination
import GRDB

extension Incident {
  /// Writes the incident within a transaction.
  /// - Returns: whether it is new. The same kind for the same attempt of a trial by the same worker counts once.
  func record(in database: Database) throws -> Bool {
    try database.execute(
      sql: "INSERT OR IGNORE INTO incident VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [time, kind.rawValue, trial, attempt, worker, reason])
    return database.changesCount > 0
  }

  /// The trials that pending again would lose their worker, with the attempt and worker as they are stored.
  static func requeued(
    where condition: String, _ arguments: StatementArguments, time: Double, reason: String? = nil, in database: Database
  ) throws -> [Incident] {
    try Row.fetchAll(
      database, sql: "SELECT number, attempt, worker FROM trial WHERE \(condition)", arguments: arguments
    ).map {
      Incident(
        .trialRequeued, time: time, trial: $0["number"], attempt: $0["attempt"], worker: $0["worker"], reason: reason)
    }
  }
}

extension DurableChange {
  /// What the change tells by itself of something lost or tried again. To be asked before it is applied, in the same transaction.
  /// - Parameter time: in seconds since 1970.
  func incidents(in database: Database, time: Double) throws -> [Incident] {
    switch self {
    case .requeued(let trial): return try Incident.requeued(where: "number = ?", [trial], time: time, in: database)
    case .failed(let work, _, let reason, _, let isQuarantined):
      let kind: Incident.Kind = isQuarantined ? .quarantined : .failureRetried
      return [Incident(kind, time: time, trial: work.trial, attempt: work.attempt, reason: reason.oneLine)]
    case .contradicted(let report, let worker):
      return [
        Incident(
          .contradiction, time: time, trial: report.work.trial, attempt: report.work.attempt, worker: worker,
          reason: "digest \(report.digest)")
      ]
    case .leased, .accepted, .kept: return []
    }
  }
}

extension IncidentCounts {
  /// Throws for a damaged file. A study from before incidents were kept has none but contradictions.
  init(_ database: Database) throws {
    self.init()
    guard try database.tableExists("incident") else {
      contradictions = try Int.fetchOne(database, sql: "SELECT count(*) FROM contradiction") ?? 0
      return
    }
    for row in try Row.fetchAll(database, sql: "SELECT kind, count(*) AS count FROM incident GROUP BY kind") {
      if let kind = Incident.Kind(rawValue: row["kind"]) { self[kind] = row["count"] }
    }
  }
}
