import Coordination
import Files
import Foundation
import GRDB

/// The study's state on disk, `study.sqlite`: what has returned from here survives a crash of the program or the machine.
///
/// The file is made under another name and renamed when it holds the whole study: where it exists, it is complete.
public final class StudyStore {
  public static let fileName = "study.sqlite"

  private let database: DatabaseQueue
  private let path: String

  /// Opens the directory's store, or makes it.
  /// - Parameter pageLimit: most pages of the file, to try out a full disk.
  /// - Throws: `ClusterError` for a file that is damaged, of another study or of a later version. It is left as it is.
  public init(directory: URL, sweep: Sweep, pageLimit: Int? = nil) throws {
    path = directory.appending(path: Self.fileName).path
    let exists = FileManager.default.fileExists(atPath: path)
    if !exists { try Self.create(sweep, at: path) }
    database = try Self.open(path, pageLimit: pageLimit)
    let fingerprint = try guarding {
      try database.read { try String.fetchOne($0, sql: "SELECT fingerprint FROM study") }
    }
    guard fingerprint == sweep.fingerprint else {
      throw ClusterError(
        "\(directory.path): holds the results of another study; choose another directory with --output")
    }
  }

  /// Starts a new life of the coordinator.
  /// - Returns: its number, larger than all before.
  public func beginEpoch() throws -> Int {
    try changing { database in
      try database.execute(sql: "UPDATE study SET epoch = epoch + 1")
      try StoreIntegrity.seal("study", in: database)
      return try Int.fetchOne(database, sql: "SELECT epoch FROM study") ?? 1
    }
  }

  /// Where every trial is finished and some were given up, whoever starts the sweep again wants those tried again. In the
  /// middle of a sweep they stay given up.
  public func releaseQuarantinedOfFinishedSweep() throws {
    try changing { database in
      let unfinished = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM trial WHERE state NOT IN ('done', 'quarantined')")
      guard unfinished == 0 else { return }
      try database.execute(
        sql: "UPDATE trial SET state = 'pending', failures = 0, crashed_on = NULL WHERE state = 'quarantined'")
      try StoreIntegrity.seal("trial", in: database)
    }
  }

  /// All trials, for the coordinator's state machine.
  public func entries() throws -> [TrialEntry] {
    try guarding {
      try database.read { database in
        let checkpoints = try self.checkpoints(database)
        return try Row.fetchAll(
          database,
          sql: """
            SELECT trial.*, digest, is_diverged, result.attempt AS accepted_attempt
            FROM trial LEFT JOIN result ON trial = number ORDER BY number
            """
        ).map { row in
          guard let state = TrialState(rawValue: row["state"]) else {
            throw ClusterError("\(path): is damaged (state '\(row["state"] as String)')")
          }
          return TrialEntry(
            number: row["number"], key: row["key"], payload: row["payload"], state: state, attempt: row["attempt"],
            failures: row["failures"], lastFailedAttempt: row["last_failed_attempt"], crashedOn: row["crashed_on"],
            digest: row["digest"], acceptedAttempt: row["accepted_attempt"], isDiverged: row["is_diverged"] ?? false,
            checkpoints: checkpoints[row["number"]] ?? [])
        }
      }
    }
  }

  /// By trial, the latest first.
  private func checkpoints(_ database: Database) throws -> [Int: [TrialFile]] {
    try Row.fetchAll(database, sql: "SELECT * FROM file WHERE kind = 'checkpoint' ORDER BY id DESC").reduce(into: [:]) {
      $0[$1["trial"], default: []].append(TrialFile(name: $1["name"], digest: $1["digest"], size: $1["size"]))
    }
  }

  /// Makes changes durable, all of them or none.
  /// - Parameter incidents: to be recorded in the same transaction.
  /// - Returns: the incidents that are new, those that the changes tell by themselves among them.
  @discardableResult public func apply(
    _ changes: [DurableChange], incidents: [Incident] = []
  ) throws -> [Incident] {
    guard !changes.isEmpty || !incidents.isEmpty else { return [] }
    let time = Date().timeIntervalSince1970
    return try changing { database in
      var told: [Incident] = []
      for change in changes {
        told += try change.incidents(in: database, time: time)
        try change.apply(to: database)
      }
      return try (told + incidents).filter { try $0.record(in: database) }
    }
  }

  /// Puts every trial back that was handed out: for a coordinator to which no worker can come back.
  public func requeueAbandoned() throws {
    let time = Date().timeIntervalSince1970
    try changing { database in
      let isLeased = "state IN ('leased', 'running')"
      for incident in try Incident.requeued(
        where: isLeased, [], time: time, reason: "the coordinator began anew", in: database)
      {
        _ = try incident.record(in: database)
      }
      try database.execute(sql: "UPDATE trial SET state = 'pending' WHERE \(isLeased)")
      try StoreIntegrity.seal("trial", in: database)
    }
  }

  /// How often what was lost, tried again or refused.
  public func incidentCounts() throws -> IncidentCounts {
    try guarding { try database.read { try IncidentCounts($0) } }
  }

  /// The last failure's reason of every trial that failed and is not done, by its number.
  public func failures() throws -> [Int: String] {
    try guarding {
      try database.read { database in
        let rows = try Row.fetchAll(
          database, sql: "SELECT number, failure FROM trial WHERE failure IS NOT NULL AND state != 'done'")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["number"], $0["failure"]) })
      }
    }
  }

  /// Keeps how far the study is, for whoever reads the directory while a coordinator runs.
  /// - Parameter status: a `StudyStatus` as JSON.
  public func save(status: Data) throws {
    try changing { database in
      try database.execute(sql: "INSERT OR REPLACE INTO status VALUES (1, ?)", arguments: [status])
    }
  }

  /// All trials with their results, in the order of their numbers.
  public func records() throws -> [SweepRecord] {
    try guarding { try database.read { try SweepRecord.all(in: $0) } }
  }

  /// One transaction: when it returns, what it did is durable.
  private func changing<Value>(_ work: (Database) throws -> Value) throws -> Value {
    try guarding {
      let value = try database.write { database in
        let value = try work(database)
        FaultPoint.transactionOpen.pass()
        return value
      }
      FaultPoint.transactionDurable.pass()
      return value
    }
  }

  private func guarding<Value>(_ work: () throws -> Value) throws -> Value {
    try StoreFailure.explained(path, work)
  }

  private static func open(_ path: String, pageLimit: Int?) throws -> DatabaseQueue {
    try StoreFailure.explained(path) {
      // SQLite takes a file shorter than a page for a new database, and would write to it.
      guard StoreSchema.isHeader(of: path) else { throw DatabaseError(resultCode: .SQLITE_NOTADB) }
      try check(path)
      let database = try DatabaseQueue(path: path, configuration: configuration(pageLimit: pageLimit))
      try StoreSchema.migrator.migrate(database)
      return database
    }
  }

  /// Looks at the whole file without a chance of changing it, which merely opening it for writing does.
  private static func check(_ path: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    let database = try DatabaseQueue(path: path, configuration: configuration)
    try database.read { try StoreIntegrity.check($0, path) }
    try database.close()
  }

  private static func create(_ sweep: Sweep, at path: String) throws {
    for leftover in ["\(path)-wal", "\(path)-shm"] where FileManager.default.fileExists(atPath: leftover) {
      throw ClusterError("\(leftover): belongs to a \(fileName) that is missing; put it back, or move this file away")
    }
    let draft = "\(path).new"
    try StoreFailure.explained(path) {
      for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: draft + suffix) }
      let database = try DatabaseQueue(path: draft, configuration: configuration(pageLimit: nil))
      try StoreSchema.migrator.migrate(database)
      try database.write { database in
        try database.execute(
          sql: "INSERT INTO study VALUES (1, ?, ?, ?, 0, NULL)", arguments: [sweep.name, sweep.fingerprint, sweep.text])
        for (number, trial) in sweep.trials.enumerated() {
          try database.execute(
            sql: """
              INSERT INTO trial (number, key, payload, state, attempt, failures, last_failed_attempt)
              VALUES (?, ?, ?, 'pending', 0, 0, 0)
              """,
            arguments: [number, trial.key, trial.payload])
        }
        for table in ["study", "trial"] { try StoreIntegrity.seal(table, in: database) }
      }
      // The last connection that closes moves the log into the file, so that the file alone is the study.
      try database.close()
      try DurableFile.rename(draft, to: path)
    }
  }

  private static func configuration(pageLimit: Int?) -> Configuration {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      guard !database.configuration.readonly else { return }
      try database.execute(sql: "PRAGMA synchronous = FULL")
      if let pageLimit { try database.execute(sql: "PRAGMA max_page_count = \(pageLimit)") }
    }
    return configuration
  }
}
