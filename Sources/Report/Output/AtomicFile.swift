import Files
import Foundation

/// Files that are there whole or not at all: a reader, or a crash, never meets half a report.
enum AtomicFile {
  /// - Throws: `ReportError.cannotWrite` with the path and the system's reason; what was there before stays as it was.
  static func write(_ data: Data, to file: URL) throws {
    do {
      try DurableFile.write(data, to: file.path)
    } catch let error as FileError {
      throw ReportError.cannotWrite(path: error.path, reason: error.reason)
    }
  }

  /// Makes a directory where there is none.
  /// - Throws: `ReportError.cannotWrite` with the path and the system's reason.
  static func createDirectory(_ directory: URL) throws {
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: directory.path, isDirectory: &isDirectory) {
      if isDirectory.boolValue { return }
      throw ReportError.cannotWrite(path: directory.path, reason: "it is not a directory")
    }
    do {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
    } catch {
      throw ReportError.cannotWrite(path: directory.path, reason: error.localizedDescription)
    }
  }
}
