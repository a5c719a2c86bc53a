import Glibc

/// How many files and connections a coordinator may have open: each worker takes a few.
struct OpenFileCheck {
  /// Enough for a hundred workers and the study's own files.
  private static let enough = 1024

  var findings: [Finding] {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return [] }
    // A coordinator raises the first number to the second by itself.
    let most = Int(clamping: limit.rlim_max)
    return [
      most < Self.enough
        ? .warning(
          "open files", "at most \(most)", remedy: "raise the hard limit (ulimit -Hn, limits.conf) to 4096 or more")
        : .good("open files", "at most \(most)")
    ]
  }
}
