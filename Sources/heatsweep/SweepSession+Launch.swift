import Cluster
import Foundation
import ZeroMQ

/// What a session with other machines has beside the rest.
extension SweepSession {
  /// The coordinator and its hosts, if there are any. With hosts it listens where it did the last time, unless told otherwise:
  /// workers that went on without it find it there.
  func makeCoordinator(_ options: CoordinatorOptions) throws -> (coordinator: Coordinator, fleet: Fleet?) {
    guard !hosts.isEmpty else {
      return (try Coordinator(sweep: sweep, directory: directory, options: options, observer: makeObserver()), nil)
    }
    var record = LaunchRecord(directory: directory)
    let fleet = try Fleet(
      hosts: hosts, bundle: ProgramBundle.current(), sweep: record.sweep, logs: directory.appending(path: "logs"),
      key: (keys ?? .standard).secret)
    func listening(at endpoint: Endpoint) throws -> Coordinator {
      var options = options
      options.endpoint = endpoint
      let coordinator = try Coordinator(
        sweep: sweep, directory: directory, options: options, observer: makeObserver(), fleet: fleet)
      record.port = coordinator.endpoint.split(separator: ":").last.flatMap { Int($0) }
      try record.write(to: directory)
      return coordinator
    }
    if let endpoint { return (try listening(at: endpoint), fleet) }
    do {
      return (try listening(at: Endpoint(.tcp(host: "0.0.0.0", port: record.port ?? 0))), fleet)
    } catch let error as ZeroMQError where error.kind == .portInUse {
      return (try listening(at: Endpoint(.tcp(host: "0.0.0.0", port: 0))), fleet)
    }
  }
}
