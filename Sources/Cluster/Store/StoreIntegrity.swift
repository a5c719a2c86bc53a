import Coordination
import Files
import Foundation
import GRDB

/// Tells a whole database from a damaged one, also where the damage is within a value, which SQLite's own check cannot see: every row
/// of a study carries a SHA-256 of itself.
enum StoreIntegrity {
  /// The tables whose rows are sealed, and their keys. What workers do now is written anew every few seconds and decides nothing.
  private static let tables = [
    "study": ["id"], "trial": ["number"], "result": ["trial"], "contradiction": ["trial", "attempt", "digest"],
    "file": ["id"],
  ]

  /// The version of the tables since which they have checksums.
  static let migration = "checksums"

  /// Looks at everything, and changes nothing.
  ///
  /// - Throws: `DatabaseError` with `SQLITE_CORRUPT` for a damaged file, `ClusterError` for one of a later version.
  static func check(_ database: Database, _ path: String) throws {
    guard try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok" else { throw damage }
    if try StoreSchema.migrator.hasBeenSuperseded(database) {
      throw ClusterError("\(path): was written by a later version of heatsweep; use that one")
    }
    let migrations = try StoreSchema.migrator.appliedMigrations(database)
    guard let version = migrations.last, try schema(database) == expectedSchema(version) else { throw damage }
    if migrations.contains(migration) { try checkSeals(database) }
    try checkMeaning(database)
  }

  /// Writes the checksum of the rows of a table that were changed.
  /// - Parameter condition: in SQL; every row where none is given.
  static func seal(
    _ table: String, in database: Database, where condition: String = "TRUE", _ arguments: StatementArguments = []
  ) throws {
    let keys = tables[table] ?? []
    for row in try Row.fetchAll(database, sql: "SELECT * FROM \(table) WHERE \(condition)", arguments: arguments) {
      let key = keys.map { row[$0] as DatabaseValue }
      try database.execute(
        sql: "UPDATE \(table) SET checksum = ? WHERE " + keys.map { "\($0) = ?" }.joined(separator: " AND "),
        arguments: StatementArguments([checksum(row).databaseValue] + key))
    }
  }

  private static func checkSeals(_ database: Database) throws {
    for table in tables.keys {
      let rows = try Row.fetchCursor(database, sql: "SELECT * FROM \(table)")
      while let row = try rows.next() {
        guard row["checksum"] == checksum(row) else { throw damage }
      }
    }
  }

  /// What the rest of the program relies on.
  private static func checkMeaning(_ database: Database) throws {
    let study = try Row.fetchAll(database, sql: "SELECT * FROM study")
    guard study.count == 1, MessageLimits.number ~= study[0]["epoch"] else { throw damage }
    var fingerprint = Sweep.Fingerprint()
    let trials = try Row.fetchCursor(
      database, sql: "SELECT trial.*, digest FROM trial LEFT JOIN result ON trial = number ORDER BY number")
    var number = 0
    while let trial = try trials.next() {
      guard trial["number"] == number, let state = TrialState(rawValue: trial["state"]),
        (state == .done) == ((trial["digest"] as String?) != nil),
        ["attempt", "failures", "last_failed_attempt"].allSatisfy({ MessageLimits.number ~= trial[$0] as Int })
      else { throw damage }
      fingerprint.add(key: trial["key"], payload: trial["payload"])
      number += 1
    }
    guard study[0]["fingerprint"] == fingerprint.digits else { throw damage }
  }

  /// Of all columns that have a value, so that a later version can add columns.
  private static func checksum(_ row: Row) -> String {
    var hash = SHA256()
    func add(_ name: String, _ kind: String, _ bytes: Data) {
      hash.add("\(name) \(kind) \(bytes.count)\n")
      bytes.withUnsafeBytes { hash.add($0) }
    }
    for (name, value) in row where name != "checksum" {
      switch value.storage {
      case .null: break
      case .int64(let number): add(name, "integer", Data("\(number)".utf8))
      case .double(let number): add(name, "real", Data("\(number.bitPattern)".utf8))
      case .string(let text): add(name, "text", Data(text.utf8))
      case .blob(let data): add(name, "blob", data)
      }
    }
    return hash.digits
  }

  private static func schema(_ database: Database) throws -> Set<[String]> {
    Set(
      try Row.fetchAll(
        database,
        sql: "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'"
      ).map { row in (0..<4).map { row[$0] } })
  }

  private static func expectedSchema(_ version: String) throws -> Set<[String]> {
    let database = try DatabaseQueue()
    try StoreSchema.migrator.migrate(database, upTo: version)
    return try database.read(schema)
  }

  private static var damage: DatabaseError { DatabaseError(resultCode: .SQLITE_CORRUPT) }
}
