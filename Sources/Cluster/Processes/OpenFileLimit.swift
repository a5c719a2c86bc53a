import Glibc

/// How many files and connections this process may have open.
enum OpenFileLimit {
  /// Raises the limit as far as this user may: the usual 1024 are few for a lab's workers, and fewer where strangers hold
  /// connections open. Does nothing where the system refuses.
  static func raise() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    // Some systems allow a billion, for which libraries make tables.
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 65_536))
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
