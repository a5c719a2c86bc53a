import Files
import Foundation

/// A file of events in a directory, to which whole records are appended, so that TensorBoard can read it meanwhile.
///
/// One that is there already is continued; a record that a stopped process left incomplete is cut off.
final class EventFile {
  private static let (prefix, suffix) = ("events.out.tfevents.", ".heatsweep")
  private let path: String
  private let descriptor: Int32
  private var size = 0

  /// Opens or makes the file.
  /// - Parameters:
  ///   - startTime: goes into the name of a file that is made.
  ///   - visit: is given the records that are there, in order.
  /// - Throws: `FileError`, or `EventFileError` for a damaged file and one that another process writes.
  init(directory: URL, startTime: Date, visit: (Data) throws -> Void) throws {
    let (names, own) = (try Self.names(in: directory), Self.prefix + String(Int(startTime.timeIntervalSince1970)))
    path = directory.appending(path: names.max() ?? own + Self.suffix).path
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path: path, action: "open", code: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw EventFileError("\(path): another process writes this file")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FileError(path: path, action: "read", code: EIO)
    }
    reading: while true {
      switch RecordFrame.next(in: data, from: size) {
      case .record(let record, let end):
        try visit(record)
        size = end
      case .end: break reading
      case .damage:
        throw EventFileError("\(path): is damaged at byte \(size); remove it to have it written anew")
      }
    }
    guard size == data.count || ftruncate(descriptor, off_t(size)) == 0 else {
      throw FileError(path: path, action: "cut", code: errno)
    }
  }

  deinit { close(descriptor) }

  var isEmpty: Bool { size == 0 }

  /// Appends a record, whole; where that fails the file stays as it was.
  func append(_ record: Data) throws {
    let bytes = RecordFrame.framed(record)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let code = errno
        ftruncate(descriptor, off_t(size))
        throw FileError(path: path, action: "write", code: code)
      }
      written += count
    }
    size += written
  }

  /// Names of the files of events that this program wrote in a directory, which is made where it is missing.
  private static func names(in directory: URL) throws -> [String] {
    do {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      return try FileManager.default.contentsOfDirectory(atPath: directory.path).filter {
        $0.hasPrefix(prefix) && $0.hasSuffix(suffix)
      }
    } catch {
      throw EventFileError("\(directory.path): cannot be used as a directory: \(error.localizedDescription)")
    }
  }
}

/// A file of events that cannot be written, in one line with its name.
public struct EventFileError: Error, CustomStringConvertible, Equatable {
  public let description: String

  init(_ description: String) { self.description = description }
}
