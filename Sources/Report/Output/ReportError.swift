import Foundation

/// What can go wrong while the report is written; each describes itself in one line.
public enum ReportError: Error, CustomStringConvertible, LocalizedError, Equatable {
  /// A file could not be written.
  case cannotWrite(path: String, reason: String)
  /// A picture could not be encoded.
  case picture(String)

  public var description: String {
    switch self {
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
    case .picture(let reason): "cannot draw a picture of the report: \(reason)"
    }
  }

  public var errorDescription: String? { description }
}
