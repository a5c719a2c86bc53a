import Coordination
import Foundation
import ZeroMQ

/// Lets nobody speak to the coordinator over a network who is not on its allow-list: neither when a connection is made nor, once
/// a key was revoked or has expired, later.
final class Gate {
  /// What came of attending to the gate.
  struct Report {
    /// A line for everybody who was not let in.
    var refusals: [String] = []
    /// Whether a key was revoked or has expired, so that connections that stand have to be looked at.
    var hasKeyEnded = false
    /// Who spoke before and may no more, with the reason.
    var expelled: [(identity: PeerIdentity, reason: String)] = []
  }

  private static let domain = "heatsweep"

  private let context: Context
  private let authenticator: Authenticator
  private let allowed: AllowListFile
  private var bindings = IdentityBindings()
  private var monitor: SocketMonitor?
  private var connections = ConnectionRefusals()
  private var nextReview: Duration = .zero
  /// At the last look.
  private var refusedKeys: Int

  /// For the sockets that it guards; they must be of the same context.
  let security: SocketSecurity

  /// - Parameter workerFile: where to leave a key for this machine's own workers, which is on no list and good for as long as
  ///   this process lives; nil: there are none.
  init(keys directory: KeyDirectory, workerFile: URL?, in context: Context) throws {
    let keys = try directory.coordinatorKeys()
    let own = try workerFile.map { file in
      let worker = WorkerKey(
        name: "local", keys: try CurveKeyPair.make(), coordinatorKey: keys.publicKey, expires: nil)
      try worker.write(to: file)
      return AllowedKey(name: worker.name, publicKey: worker.keys.publicKey, expires: nil)
    }
    self.context = context
    security = .server(keys, domain: Self.domain)
    allowed = try AllowListFile(directory, own: own)
    refusedKeys = allowed.refusedKeys(at: Date())
    authenticator = try Authenticator(in: context, domain: Self.domain)
  }

  /// Also reports who connects to this socket and does not get as far as showing a key. To be called before it listens.
  func watch(_ socket: Socket) throws { monitor = try SocketMonitor(socket, in: context) }

  /// Wakes the loop when somebody wants in.
  func add(to poller: inout Poller) {
    poller.add(authenticator.socket)
    if let monitor { poller.add(monitor.socket) }
  }

  /// Answers who knocks, and looks at the allow-list where it has changed. To be called in every round of the loop.
  func attend(at now: Duration) throws -> Report {
    var report = Report()
    var hasChanged = false
    do {
      hasChanged = try allowed.refresh()
    } catch let error as ClusterError {
      report.refusals.append("\(error); the list before it still holds")
    }
    try authenticator.serve { applicant in
      switch allowed.standing(of: applicant.key, at: Date()) {
      case .allowed: return .admitted(user: applicant.key)
      case .refused(let reason):
        report.refusals.append("refused \(applicant.address): \(reason)")
        return .refused
      }
    }
    for event in try monitor?.take() ?? [] {
      if let (address, reason) = connections.take(event) { report.refusals.append("refused \(address): \(reason)") }
    }
    if hasChanged || now >= nextReview {
      nextReview = now + .seconds(1)
      let refused = allowed.refusedKeys(at: Date())
      report.hasKeyEnded = refused > refusedKeys
      refusedKeys = refused
      report.expelled = bindings.review(at: now, reason)
    }
    return report
  }

  /// Why a message is not believed; nil for a good one.
  func objection(to message: ReceivedMessage, from identity: PeerIdentity, at now: Duration) -> String? {
    guard let key = message.user else { return "it came without a key" }
    return reason(key) ?? bindings.objection(to: identity, key: key, at: now)
  }

  private func reason(_ key: String) -> String? {
    if case .refused(let reason) = allowed.standing(of: key, at: Date()) { reason } else { nil }
  }
}
