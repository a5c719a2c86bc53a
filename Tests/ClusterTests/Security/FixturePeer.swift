import Cluster
import Coordination
import Foundation
import Testing
import ZeroMQ

/// A program that connects to a coordinator with a good key, and then says what it likes.
final class FixturePeer {
  private let context: Context
  private let endpoint: String
  let socket: Socket

  init(_ network: FixtureNetwork, key: URL, identity: String = UUID().uuidString) throws {
    var options = Socket.Options()
    options.identity = Data(identity.utf8)
    options.security = try WorkerKey(contentsOf: key).security
    context = try Context()
    socket = try Socket(.dealer, in: context, options: options)
    endpoint = network.endpoint
    try socket.connect(endpoint)
  }

  /// Makes the connection anew, as a worker does that hears nothing.
  func reconnect() throws {
    try socket.disconnect(endpoint)
    try socket.connect(endpoint)
  }

  func send(_ message: WorkerMessage) throws { #expect(try socket.send(MessageCodec.encode(message)) == .sent) }

  func send(_ frames: [String]) throws { #expect(try socket.send(frames.map { Data($0.utf8) }) == .sent) }

  /// Waits for a message that fits, leaving out others.
  func wait<Value>(for what: String, _ pick: (CoordinatorMessage) -> Value?) throws -> Value {
    var found: Value?
    try eventually(what) {
      while found == nil, let frames = try socket.receive() {
        found = pick(try MessageCodec.decodeCoordinatorMessage(frames))
      }
      return found != nil
    }
    return try #require(found)
  }

  /// Says hello as a fixture worker, and waits to be taken in.
  func join(name: String = "peer", status: WorkerStatus = WorkerStatus(request: 1, work: nil)) throws {
    try send(.hello(Self.hello(name: name, status: status)))
    _ = try wait(for: "welcome") { if case .welcome = $0 { true } else { nil } }
  }

  /// Leaves when it is told to.
  func leave() throws {
    _ = try wait(for: "the end") { if case .drain = $0 { true } else { nil } }
    try send(.bye(Bye(reason: "drained")))
  }

  static func hello(name: String, status: WorkerStatus) -> Hello {
    Hello(build: "fixture", digests: [:], threads: 1, name: name, host: "elsewhere", process: 1, status: status)
  }
}
