import Glibc

/// Keeps processes from doing something at the same time. The system lets go of the lock when its holder ends.
enum FileLock {
  /// F_OFD_SETLKW of fcntl.h, which only GNU's feature macro shows: a lock of the open file, which waits.
  private static let setLockWaiting: Int32 = 38

  /// Does `work` while holding the lock file. Throws `ClusterError` where there cannot be one, and what `work` throws.
  static func holding<Value>(_ path: String, _ work: () throws -> Value) throws -> Value {
    func failure() -> ClusterError { ClusterError("\(path): \(String(cString: strerror(errno)))") }
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    var range = flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
    while fcntl(descriptor, setLockWaiting, &range) != 0 { guard errno == EINTR else { throw failure() } }
    return try work()
  }
}
