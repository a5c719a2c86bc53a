import Coordination
import Foundation
import GRDB

/// Follows what becomes of a study's trials while a coordinator works on them, from another thread or process. Changes nothing, and
/// holds up nobody: SQLite's log lets one write while others read.
public final class StudyReader {
  /// By which a change is noticed.
  private struct Mark: Equatable {
    var state: String
    var attempt: Int
    var failure: String?
  }

  private let path: String
  private let database: DatabaseQueue
  private var marks: [Int: Mark] = [:]

  /// Throws `ClusterError` where the directory holds no study.
  public init(directory: URL) throws {
    path = directory.appending(path: StudyStore.fileName).path
    database = try StoreFailure.explained(path) { [path] in try StoredStudy.reader(path) }
  }

  /// The trials that have changed since they were asked for last, with their results, in the order of their numbers; at first all.
  /// Throws `ClusterError` where the store cannot be read.
  public func changes() throws -> [SweepRecord] {
    try StoreFailure.explained(path) {
      try database.read { database in
        let rows = try Row.fetchAll(database, sql: "SELECT number, state, attempt, failure FROM trial ORDER BY number")
        return try rows.compactMap { row in
          let number: Int = row["number"]
          let mark = Mark(state: row["state"], attempt: row["attempt"], failure: row["failure"])
          guard marks[number] != mark, let record = try SweepRecord.one(number, in: database) else { return nil }
          marks[number] = mark
          return record
        }
      }
    }
  }
}
