import Coordination
import Foundation
import ZeroMQ

/// Asks a coordinator how far its study is. Belongs to the thread that made it.
public final class StatusClient {
  /// How long a first answer may take, and later ones: a coordinator that is started again is worth waiting for.
  private static let (patience, longPatience) = (5, 60)

  private let endpoint: Endpoint
  private let key: URL?
  private let socket: Socket
  /// Where the endpoint is a network's.
  private let monitor: SocketMonitor?
  private var handshakes = HandshakeWatch()
  private var poller = Poller()
  private var hasAnswered = false

  /// - Parameters:
  ///   - endpoint: where the coordinator listens, as it says when it begins.
  ///   - key: a key file that `heatsweep keys make` wrote at the coordinator; a network needs one.
  /// - Throws: `ClusterError` where the endpoint is a file that does not exist, or the key is missing or damaged; `ZeroMQError`
  ///   where nobody could listen.
  public init(endpoint: Endpoint, key: URL?) throws {
    self.endpoint = endpoint
    self.key = key
    var options = Socket.Options()
    options.frameLimit = Int64(MessageLimits.payload)
    options.linger = 0
    switch endpoint.transport {
    case .ipc(let path):
      guard FileManager.default.fileExists(atPath: path) else {
        throw ClusterError("\(endpoint): no coordinator listens there (no such file)")
      }
      try endpoint.requirePrivate()
    case .tcp:
      guard let key else {
        throw ClusterError(
          "\(endpoint): a network needs a key; make one at the coordinator with 'heatsweep keys make NAME', and give its "
            + "file with --key")
      }
      options.security = try WorkerKey(contentsOf: key).security
    }
    let context = try Context()
    socket = try Socket(.dealer, in: context, options: options)
    monitor = endpoint.leavesMachine ? try SocketMonitor(socket, in: context) : nil
    try socket.connect(endpoint.description)
    poller.add(socket)
    if let monitor { poller.add(monitor.socket) }
  }

  /// Asks until there is an answer; throws `ClusterError` where none comes for five seconds, or for a minute once there was one, and
  /// for an answer that cannot be read.
  public func status() throws -> StudyStatus {
    // That the study has ended is told unasked.
    if let ended = try takeAnswers(), !ended.isRunning { return ended }
    let clock = ContinuousClock()
    let patience = hasAnswered ? Self.longPatience : Self.patience
    let end = clock.now + .seconds(patience)
    var nextRequest = clock.now
    while clock.now < end {
      if clock.now >= nextRequest {
        nextRequest = clock.now + .seconds(1)
        _ = try socket.send(StatusRequest.frames)
      }
      _ = try poller.wait(milliseconds: 200)
      try attendToHandshakes()
      if let status = try takeAnswers() {
        hasAnswered = true
        return status
      }
    }
    throw ClusterError(
      "\(endpoint): no \(hasAnswered ? "more answers" : "answer") from a coordinator within \(patience) s")
  }

  /// Says at once that the coordinator does not take the key, rather than to wait in vain.
  private func attendToHandshakes() throws {
    for event in try monitor?.take() ?? [] {
      switch handshakes.take(event) {
      case .refused:
        throw ClusterError(
          "\(endpoint): refuses the key \(key?.path ?? ""): revoked, replaced, expired or another coordinator's")
      case .stranger(isFinal: true):
        throw ClusterError(
          "\(endpoint): who listens there is not the coordinator that the key \(key?.path ?? "") is for")
      case .stranger, nil: break
      }
    }
  }

  /// The last of the answers that wait: that the study has ended may have come unasked.
  private func takeAnswers() throws -> StudyStatus? {
    var latest: StudyStatus?
    while let frames = try socket.receive() {
      guard let json = StatusRequest.json(ofAnswer: frames) else { continue }
      do {
        latest = try StudyStatus(json: json)
      } catch {
        throw ClusterError("\(endpoint): answers as another version of heatsweep does; use the one that runs there")
      }
    }
    return latest
  }
}
