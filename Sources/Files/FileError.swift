import Foundation

/// A file that the system would not have written, in one line: path, what was tried, the system's reason.
public struct FileError: Error, Equatable, CustomStringConvertible {
  public let path: String
  /// What was tried: `write`, for instance.
  public let action: String
  /// The system's error number, `errno`.
  public let code: Int32

  public init(path: String, action: String, code: Int32) {
    self.path = path
    self.action = action
    self.code = code
  }

  /// The system's reason alone: `No space left on device`, for instance.
  public var reason: String { String(cString: strerror(code)) }

  public var description: String { "\(path): cannot \(action) the file: \(reason)" }

  /// No space is left, or none that this user may take.
  public var isFullDisk: Bool { code == ENOSPC || code == EDQUOT }
}
