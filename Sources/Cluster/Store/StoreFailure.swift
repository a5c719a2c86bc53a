import Files
import Foundation
import GRDB

/// SQLite's errors as one line that names the file and what to do.
enum StoreFailure {
  static func explained<Value>(_ path: String, _ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let error as DatabaseError {
      throw ClusterError("\(path): \(explanation(error))")
    } catch let error where DiskSpace.isExhausted(error) {
      throw ClusterError("\(path): \(DiskSpace.explanation)")
    } catch let error as FileError {
      throw ClusterError(error.description)
    } catch let error as CocoaError {
      throw ClusterError("\(path): \(reason(of: error))")
    }
  }

  private static func explanation(_ error: DatabaseError) -> String {
    switch error.resultCode {
    // SQLite knows no table or column of ours: their definition is damaged.
    case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_ERROR:
      "is damaged or not a heatsweep study; it was left as it is. Restore a copy, or choose another directory"
    case .SQLITE_FULL: DiskSpace.explanation
    case .SQLITE_IOERR: "cannot be read or written (\(error.message ?? "input/output error")); nothing stored was lost"
    case .SQLITE_CANTOPEN, .SQLITE_PERM: "cannot be opened"
    case .SQLITE_READONLY: "cannot be written"
    case .SQLITE_BUSY, .SQLITE_LOCKED: "is in use by another program"
    default: error.message ?? "SQLite error \(error.resultCode.rawValue)"
    }
  }
}
