import Foundation
import Glibc

/// Only one attendant at a time looks after a host's workers, and the newest one does: an older one may still wait for an answer
/// through a connection that was cut.
final class AttendantLock {
  private let descriptor: Int32

  /// Ends the process that holds the lock, and takes it. That process has nothing to lose.
  init(_ path: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ClusterError("\(path): \(String(cString: strerror(errno)))") }
    for attempt in 0..<100 {
      var range = Self.wholeFile
      if fcntl(descriptor, F_SETLK, &range) == 0 { return }
      range = Self.wholeFile
      // A lock of a process, not of an open file, so that it can be asked whose it is.
      if fcntl(descriptor, F_GETLK, &range) == 0, Int32(range.l_type) != F_UNLCK, range.l_pid > 0 {
        kill(range.l_pid, attempt < 20 ? SIGTERM : SIGKILL)
      }
      usleep(100_000)
    }
    close(descriptor)
    throw ClusterError("\(path): another process holds this lock")
  }

  deinit { close(descriptor) }

  private static var wholeFile: flock {
    flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
  }
}
