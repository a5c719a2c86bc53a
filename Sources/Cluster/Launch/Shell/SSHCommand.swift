/// Command lines of OpenSSH's client. Every word is an argument of its own; no shell of this machine sees them.
package enum SSHCommand {
  /// - Parameters:
  ///   - remote: command for the host's shell; see `RemoteShell`.
  ///   - forward: port of the host's loopback interface that leads to an address of this side, and that address.
  package static func arguments(
    for host: LaunchHost, remote: String, forward: (port: Int, to: String)? = nil
  ) -> [String] {
    var words = ["ssh", "-T", "-a", "-x"]
    for option in standing where !host.options.contains(where: { $0.name.lowercased() == option.name.lowercased() }) {
      words += ["-o", "\(option.name)=\(option.value)"]
    }
    for option in host.options { words += ["-o", "\(option.name)=\(option.value)"] }
    // The user's own configuration may share connections; ours must end when we say so.
    words += ["-o", "ControlMaster=no", "-o", "ControlPath=none"]
    if let forward {
      words += ["-o", "ExitOnForwardFailure=yes", "-R", "127.0.0.1:\(forward.port):\(forward.to)"]
    } else {
      words += ["-o", "ClearAllForwardings=yes"]
    }
    if let user = host.user { words += ["-l", user] }
    if let port = host.port { words += ["-p", "\(port)"] }
    if let jump = host.jump { words += ["-J", jump] }
    if let identity = host.identity { words += ["-i", identity, "-o", "IdentitiesOnly=yes"] }
    return words + ["--", host.host, remote]
  }

  /// Nobody is there to answer questions, and a dead connection is given up after 15 seconds.
  private static let standing = [
    LaunchHost.Option(name: "BatchMode", value: "yes"), LaunchHost.Option(name: "ConnectTimeout", value: "10"),
    LaunchHost.Option(name: "ServerAliveInterval", value: "5"),
    LaunchHost.Option(name: "ServerAliveCountMax", value: "3"),
    LaunchHost.Option(name: "LogLevel", value: "ERROR"),
  ]
}
