import Coordination
import Foundation
import ZeroMQ

/// Publishes what happens at a PUB socket: a topic frame and a JSON frame a message. Watchers that do not keep up miss messages;
/// whatever they do, nothing waits for them.
///
/// In Python: `topic, body = socket.recv_multipart(); json.loads(body)`.
final class EventFeed {
  /// Where it listens, with the port that was found for `*`.
  let endpoint: String
  private let socket: Socket
  private let encoder = JSONEncoder.snakeCase
  private var isOpen = true

  /// Throws `ZeroMQError` where it cannot listen there.
  init(at endpoint: Endpoint, in context: Context, security: SocketSecurity) throws {
    var options = Socket.Options()
    // A publisher hears nothing but subscriptions.
    options.frameLimit = 4096
    options.security = security
    socket = try Socket(.publisher, in: context, options: options)
    try socket.bind(endpoint.description)
    self.endpoint = socket.lastEndpoint
  }

  /// Closes all connections and listens anew: watchers connect again by themselves, and have to show a key that is good now.
  func reopen() throws {
    guard isOpen else { return }
    try socket.unbind(endpoint)
    isOpen = false
  }

  /// To be called a few times a second: the system may take a moment to give the port back.
  func reopenIfPossible() throws {
    guard !isOpen else { return }
    do {
      try socket.bind(endpoint)
      isOpen = true
    } catch let error as ZeroMQError where error.kind == .portInUse {
      return
    }
  }

  func publish(_ message: EventMessage) throws {
    try publish(message.event.rawValue, json: try encoder.encode(message))
  }

  func publish(_ topic: String, json: Data) throws {
    _ = try socket.send([Data(topic.utf8), json])
  }
}
