import Coordination
import Foundation
import GRDB

/// What a directory holds, read while a coordinator runs or not. Changes nothing.
public struct StoredStudy: Sendable {
  public let name: String
  public let fingerprint: String
  /// The study file as it was when the study began.
  public let text: String
  /// How many times a coordinator was started on it.
  public let epoch: Int
  /// The trials as they were when the study began.
  public let trials: [Sweep.Trial]
  public let records: [SweepRecord]
  /// Results that differ from the accepted one of the same trial.
  public let contradictions: Int
  /// Whether a coordinator works in the directory now.
  public let isRunning: Bool

  /// Throws `ClusterError` for a directory that does not exist or holds no study, and for a damaged file.
  public init(directory: URL) throws {
    isRunning = DirectoryLock.isHeld(directory: directory)
    (name, fingerprint, text, epoch, trials, records, contradictions) = try Self.read(directory) { database in
      guard let study = try Row.fetchOne(database, sql: "SELECT * FROM study") else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT)
      }
      return (
        study["name"], study["fingerprint"], study["text"], study["epoch"],
        try Row.fetchAll(database, sql: "SELECT key, payload FROM trial ORDER BY number").map {
          Sweep.Trial(key: $0["key"], payload: $0["payload"])
        },
        try SweepRecord.all(in: database),
        try Int.fetchOne(database, sql: "SELECT count(*) FROM contradiction") ?? 0
      )
    }
  }

  /// A connection that changes nothing, and waits a while for whoever writes.
  static func reader(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Reads from a directory's store, all in one moment of it, without changing anything.
  static func read<Value>(_ directory: URL, _ work: (Database) throws -> Value) throws -> Value {
    let path = directory.appending(path: StudyStore.fileName).path
    guard FileManager.default.fileExists(atPath: directory.path) else {
      throw ClusterError("\(directory.path): no such directory")
    }
    guard FileManager.default.fileExists(atPath: path) else {
      throw ClusterError("\(directory.path): holds no study (no \(StudyStore.fileName))")
    }
    return try StoreFailure.explained(path) {
      guard StoreSchema.isHeader(of: path) else { throw DatabaseError(resultCode: .SQLITE_NOTADB) }
      return try reader(path).read { database in
        try StoreIntegrity.check(database, path)
        return try work(database)
      }
    }
  }
}

extension SweepRecord {
  private static let columns = """
    SELECT trial.*, result.payload AS result, result.is_diverged, result.worker AS deliverer
    FROM trial LEFT JOIN result ON result.trial = trial.number
    """

  static func all(in database: Database) throws -> [SweepRecord] {
    try Row.fetchAll(database, sql: "\(columns) ORDER BY number").map(SweepRecord.init)
  }

  /// Nil where there is no such trial.
  static func one(_ number: Int, in database: Database) throws -> SweepRecord? {
    try Row.fetchOne(database, sql: "\(columns) WHERE number = ?", arguments: [number]).map(SweepRecord.init)
  }

  private init(_ row: Row) {
    self.init(
      number: row["number"], key: row["key"], state: TrialState(rawValue: row["state"]) ?? .pending,
      isDiverged: row["is_diverged"] ?? false, payload: row["result"], failure: row["failure"],
      worker: row["deliverer"], attempts: row["attempt"])
  }
}
