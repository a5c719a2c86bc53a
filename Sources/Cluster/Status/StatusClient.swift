import Coordination
import Foundation
import ZeroMQ

/// Asks a coordinator how far its study is. Belongs to the thread that made it.
public final class StatusClient {
  /// How long a first answer may take, and later ones: a coordinator that is started again is worth waiting for.
  private static let (patience, longPatience) = (5, 60)

  private let endpoint: Endpoint
  private let socket: Socket
  private var poller = Poller()
  private var hasAnswered = false

  /// - Parameter endpoint: where the coordinator listens, as it says when it begins.
  /// - Throws: `ClusterError` where it is a file that does not exist, `ZeroMQError` where nobody could listen.
  public init(endpoint: Endpoint) throws {
    self.endpoint = endpoint
    if case .ipc(let path) = endpoint.transport, !FileManager.default.fileExists(atPath: path) {
      throw ClusterError("\(endpoint): no coordinator listens there (no such file)")
    }
    var options = Socket.Options()
    options.frameLimit = Int64(MessageLimits.payload)
    options.linger = 0
    socket = try Socket(.dealer, in: Context(), options: options)
    try socket.connect(endpoint.description)
    poller.add(socket)
  }

  /// Asks until there is an answer; throws `ClusterError` where none comes for five seconds, or for a minute once there was one, and
  /// for an answer that cannot be read.
  public func status() throws -> StudyStatus {
    // That the study has ended is told unasked.
    if let ended = try takeAnswers(), !ended.isRunning { return ended }
    let clock = ContinuousClock()
    let patience = hasAnswered ? Self.longPatience : Self.patience
    let end = clock.now + .seconds(patience)
    while clock.now < end {
      _ = try socket.send(StatusRequest.frames)
      if try poller.wait(milliseconds: 1000)[0], let status = try takeAnswers() {
        hasAnswered = true
        return status
      }
    }
    throw ClusterError(
      "\(endpoint): no \(hasAnswered ? "more answers" : "answer") from a coordinator within \(patience) s")
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
