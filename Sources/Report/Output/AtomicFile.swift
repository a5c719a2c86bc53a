import Foundation

/// Files that are there whole or not at all: a reader, or a crash, never meets half a report.
enum AtomicFile {
  /// Writes under a temporary name in the same directory, then renames.
  /// - Throws: `ReportError.cannotWrite` with the path and the system's reason; what was there before stays as it was.
  static func write(_ data: Data, to file: URL) throws {
    do {
      try data.write(to: file, options: .atomic)
    } catch {
      throw ReportError.cannotWrite(path: file.path, reason: reason(of: error))
    }
  }

  /// The system's own words, "No space left on device" for example, where there are any.
  private static func reason(of error: any Error) -> String {
    guard let system = (error as? CocoaError)?.underlying as? POSIXError else { return error.localizedDescription }
    return String(cString: strerror(system.code.rawValue))
  }
}
