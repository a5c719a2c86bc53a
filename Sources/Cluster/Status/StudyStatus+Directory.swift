import Coordination
import Foundation
import GRDB

extension StudyStatus {
  /// How far the study of a directory is, while a coordinator works on it or not. Throws `ClusterError` for a directory that does
  /// not exist or holds no study, and for a damaged file.
  /// - Parameter part: tells from a study file's text what of a study it is.
  public init(directory: URL, part: (String) -> String?) throws {
    let isRunning = DirectoryLock.isHeld(directory: directory)
    self = try StoredStudy.read(directory) { try StudyStatus($0, isRunning: isRunning, part: part) }
  }

  private init(_ database: Database, isRunning: Bool, part: (String) -> String?) throws {
    guard let row = try Row.fetchOne(database, sql: "SELECT name, text, epoch FROM study") else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    let now = Date().timeIntervalSince1970
    study = row["name"]
    self.part = part(row["text"])
    self.isRunning = isRunning
    epoch = row["epoch"]
    time = now.rounded(places: 3)
    trials = Trials(
      try Row.fetchAll(
        database, sql: "SELECT state, is_diverged FROM trial LEFT JOIN result ON trial = number"
      ).map { (TrialState(rawValue: $0["state"]) ?? .pending, $0["is_diverged"] ?? false) }, isRunning: isRunning)
    incidents = try IncidentCounts(database)
    let failed = "FROM trial WHERE failure IS NOT NULL AND state != 'done'"
    failures = try Row.fetchAll(
      database, sql: "SELECT key, state, attempt, failure \(failed) ORDER BY number LIMIT \(Self.mostFailures)"
    ).map {
      Failure(
        trial: $0["key"], isQuarantined: $0["state"] == TrialState.quarantined.rawValue, attempts: $0["attempt"],
        reason: ($0["failure"] as String).oneLine)
    }
    unlistedFailures = (try Int.fetchOne(database, sql: "SELECT count(*) \(failed)") ?? 0) - failures.count
    // What another coordinator saved, which is gone, says nothing about now.
    let saved = isRunning ? try Self.saved(in: database).flatMap { $0.epoch == row["epoch"] ? $0 : nil } : nil
    let age = max(0, now - (saved?.time ?? now))
    seconds = saved?.seconds.map { ($0 + age).rounded(places: 1) }
    trialsPerHour = saved?.trialsPerHour
    secondsLeft = saved?.secondsLeft.map { max(0, $0 - age).rounded(places: 1) }
    workers = (saved?.workers ?? []).map { worker in
      var worker = worker
      worker.secondsSinceHeard = (worker.secondsSinceHeard + age).rounded(places: 1)
      return worker
    }
    unlistedWorkers = saved?.unlistedWorkers ?? 0
  }

  /// What was saved last; nil where nothing was, or by another version of the program.
  private static func saved(in database: Database) throws -> StudyStatus? {
    guard try database.tableExists("status"), let json = try Data.fetchOne(database, sql: "SELECT json FROM status")
    else { return nil }
    return try? StudyStatus(json: json)
  }
}

extension StudyStatus.Trials {
  /// Counts trials.
  /// - Parameter isRunning: whether a coordinator works on them; what was handed out by one that is gone waits.
  init(_ trials: some Sequence<(state: TrialState, isDiverged: Bool)>, isRunning: Bool) {
    self.init(planned: 0, done: 0, diverged: 0, quarantined: 0, running: 0, pending: 0, failing: 0)
    for (state, isDiverged) in trials {
      planned += 1
      switch state {
      case .done: if isDiverged { diverged += 1 } else { done += 1 }
      case .quarantined: quarantined += 1
      case .leased, .running: if isRunning { running += 1 } else { pending += 1 }
      case .pending: pending += 1
      case .backoff:
        pending += 1
        failing += 1
      }
    }
  }
}
