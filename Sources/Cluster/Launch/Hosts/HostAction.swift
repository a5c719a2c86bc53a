import Foundation

/// What a `HostMachine` wants done.
package enum HostAction: Equatable {
  /// Start ssh with the check, the copy, or the attendant; the one before has ended.
  case check
  case copy
  case attend(Way, workers: Int)
  /// Pack the program, if it is not packed yet, and say so.
  case pack
  case send(AttendantCommand)
  /// End the ssh process.
  case kill
  case log(worker: Int, Data)
  case workerEnded(identity: String, description: String, crash: String?)
  /// Tell people about the host, in a line.
  case say(String)
  /// Where the host stands is worth a line.
  case changed
}

/// How a host's workers find the coordinator.
package struct Way: Equatable {
  /// What workers connect to.
  package var endpoint: String
  /// Port of the host's loopback interface that ssh leads to `target`, an address of this side; nil: there is a direct way.
  package var forward: Int?
  package var target: String

  /// Directly to the address by which the host sees this machine, unless that cannot work or the host file says otherwise.
  package init(host: LaunchHost, listening: HostMachine.Listening, client: String?, remotePort: Int) {
    let isEverywhere = ["0.0.0.0", "*", "::", "[::]"].contains(listening.address)
    let isLoopback = listening.address.hasPrefix("127.") || ["localhost", "::1", "[::1]"].contains(listening.address)
    target = "\(isEverywhere ? "127.0.0.1" : listening.address):\(listening.port)"
    // Sockets are made for IPv4.
    let direct = isEverywhere ? client.flatMap { $0.contains(":") ? nil : $0 } : listening.address
    if let direct, !isLoopback, !host.needsTunnel {
      endpoint = "tcp://\(direct):\(listening.port)"
    } else {
      endpoint = "tcp://127.0.0.1:\(remotePort)"
      forward = remotePort
    }
  }
}
