import Foundation
import Glibc

/// Files that are there whole or not at all, also after a power cut.
enum DurableFile {
  /// Writes under a temporary name, syncs, renames.
  static func write(_ bytes: Data, to path: String) throws {
    let draft = "\(path).new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw POSIXError.last }
    do {
      defer { close(descriptor) }
      var written = 0
      while written < bytes.count {
        let count = bytes.withUnsafeBytes { buffer in
          Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw POSIXError.last }
        written += count
      }
      guard fsync(descriptor) == 0 else { throw POSIXError.last }
    }
    try rename(draft, to: path)
  }

  /// Renames, and makes the new name durable.
  static func rename(_ draft: String, to path: String) throws {
    guard Glibc.rename(draft, path) == 0 else { throw POSIXError.last }
    let directory = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_CLOEXEC)
    guard directory >= 0 else { throw POSIXError.last }
    defer { close(directory) }
    guard fsync(directory) == 0 else { throw POSIXError.last }
  }
}

/// The system's own words for an error of Foundation's file functions, which by themselves only say that it failed.
func reason(of error: any Error) -> String {
  let outer = error as NSError
  let inner = outer.userInfo[NSUnderlyingErrorKey] as? NSError ?? outer
  return inner.domain == NSPOSIXErrorDomain
    ? String(cString: strerror(Int32(inner.code))) : error.localizedDescription
}

extension URL {
  /// Why a directory of this name cannot be made, asked of the system itself: Foundation does not always tell.
  var reasonNotMade: String? { mkdir(path, 0o755) == 0 ? nil : String(cString: strerror(errno)) }
}

extension POSIXError {
  /// The error of the system call just made.
  static var last: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}

/// Recognises a full disk, however it is reported.
package enum DiskSpace {
  static let explanation =
    "no space left on the disk; nothing stored was lost. Free some space, then run the same command again"

  package static func isExhausted(_ error: any Error) -> Bool {
    if let error = error as? POSIXError { return error.code == .ENOSPC || error.code == .EDQUOT }
    let error = error as NSError
    if error.domain == NSPOSIXErrorDomain { return [ENOSPC, EDQUOT].contains(Int32(error.code)) }
    if error.domain == NSCocoaErrorDomain, error.code == CocoaError.Code.fileWriteOutOfSpace.rawValue { return true }
    return (error.userInfo[NSUnderlyingErrorKey] as? any Error).map(isExhausted) ?? false
  }
}
