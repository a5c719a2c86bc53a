import Files
import Foundation

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

/// Recognises a full disk, however it is reported.
package enum DiskSpace {
  static let explanation =
    "no space left on the disk; nothing stored was lost. Free some space, then run the same command again"

  package static func isExhausted(_ error: any Error) -> Bool {
    if let error = error as? FileError { return error.isFullDisk }
    if let error = error as? POSIXError { return error.code == .ENOSPC || error.code == .EDQUOT }
    let error = error as NSError
    if error.domain == NSPOSIXErrorDomain { return [ENOSPC, EDQUOT].contains(Int32(error.code)) }
    if error.domain == NSCocoaErrorDomain, error.code == CocoaError.Code.fileWriteOutOfSpace.rawValue { return true }
    return (error.userInfo[NSUnderlyingErrorKey] as? any Error).map(isExhausted) ?? false
  }
}
