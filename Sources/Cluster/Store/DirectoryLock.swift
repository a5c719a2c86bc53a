import Foundation
import Glibc

/// Only one coordinator at a time works on a directory. The system lets go of the lock when its process ends, however it ends.
///
/// A lock of the open file, not of the process: it can be asked about without being taken.
public final class DirectoryLock {
  private let descriptor: Int32

  /// Throws `ClusterError` where another process holds the lock, naming it.
  public init(directory: URL) throws {
    let path = Self.path(directory)
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw ClusterError("\(path): \(String(cString: strerror(errno)))") }
    var range = Self.wholeFile
    guard fcntl(descriptor, Self.setLock, &range) == 0 else {
      let holder = (try? String(contentsOfFile: path, encoding: .utf8))?
        .trimmingCharacters(in: .whitespacesAndNewlines)
      close(descriptor)
      throw ClusterError(
        "\(directory.path): another coordinator works in this directory (process \(holder ?? "unknown")); "
          + "wait for it, or stop it first")
    }
    ftruncate(descriptor, 0)
    let text = "\(getpid())\n"
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  deinit { close(descriptor) }

  /// Whether a coordinator works in the directory now.
  static func isHeld(directory: URL) -> Bool {
    let descriptor = open(path(directory), O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var range = wholeFile
    return fcntl(descriptor, getLock, &range) == 0 && Int32(range.l_type) != F_UNLCK
  }

  private static func path(_ directory: URL) -> String { directory.appending(path: "study.lock").path }

  private static var wholeFile: flock {
    flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
  }

  /// F_OFD_GETLK and F_OFD_SETLK of fcntl.h, which only GNU's feature macro shows.
  private static let getLock: Int32 = 36
  private static let setLock: Int32 = 37
}
