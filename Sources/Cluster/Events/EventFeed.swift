import Coordination
import Foundation
import ZeroMQ

/// Publishes what happens at a PUB socket: a topic frame and a JSON frame a message. Watchers that do not keep up miss messages;
/// whatever they do, nothing waits for them.
///
/// In Python: `topic, body = socket.recv_multipart(); json.loads(body)`.
final class EventFeed {
  private let socket: Socket
  private let encoder = JSONEncoder.snakeCase

  /// Where it listens, with the port that was found for `*`.
  var endpoint: String { socket.lastEndpoint }

  /// Throws `ZeroMQError` where it cannot listen there.
  init(at endpoint: Endpoint, in context: Context) throws {
    var options = Socket.Options()
    // A publisher hears nothing but subscriptions.
    options.frameLimit = 4096
    socket = try Socket(.publisher, in: context, options: options)
    try socket.bind(endpoint.description)
  }

  func publish(_ message: EventMessage) throws {
    try publish(message.event.rawValue, json: try encoder.encode(message))
  }

  func publish(_ topic: String, json: Data) throws {
    _ = try socket.send([Data(topic.utf8), json])
  }
}
