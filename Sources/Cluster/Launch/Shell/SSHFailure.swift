/// Says in one line why an ssh process ended.
enum SSHFailure {
  /// The last line that ssh or the host's commands wrote, and what to do about it where that is known.
  static func reason(_ end: ProcessEnd, _ errors: String, _ host: LaunchHost) -> String {
    let lines = errors.split(whereSeparator: \.isNewline).map { String($0).plain() }
    guard let last = lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else {
      return end == .exited(0) || end == .exited(255) ? "the connection was lost" : "ended with \(end.description)"
    }
    if last.contains("Host key verification failed") {
      return "\(last) Connect once with `ssh \(host.host)` and accept its key"
    }
    if last.contains("Permission denied (") {
      return "\(last) It has to let this user in without a password; see ssh-copy-id"
    }
    return last
  }
}
