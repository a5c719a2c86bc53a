import Coordination
import Foundation
import Testing
import ZeroMQ

/// A worker that does what a test says, and beats only when it is told to.
final class ScriptedWorker {
  private let name: String
  private let socket: Socket
  private var poller = Poller()
  private var request = 1

  /// Connects and waits to be taken in.
  init(_ name: String, _ endpoint: String) throws {
    self.name = name
    var options = Socket.Options()
    options.identity = Data(name.utf8)
    socket = try Socket(.dealer, in: Context(), options: options)
    try socket.connect(endpoint)
    poller.add(socket)
    try greet()
  }

  /// Says hello, and waits to be taken in.
  func greet() throws {
    try send(
      .hello(
        Hello(
          build: "fixture", digests: [:], threads: 1, name: name, host: "h", process: 1,
          status: WorkerStatus(request: request, work: nil))))
    _ = try wait("a welcome") { if case .welcome = $0 { true } else { nil } }
  }

  /// Asks for a trial, and waits for it.
  func work() throws -> Work {
    try send(.ready(Ready(request: request)))
    return try wait("a trial") { if case .assign(let assignment) = $0 { assignment.work } else { nil } }
  }

  /// Delivers a result, always the same, and waits for what becomes of it.
  func deliver(_ work: Work) throws -> Acknowledgement.Verdict {
    try send(
      .result(ResultReport(work: work, request: request, digest: "d", isDiverged: false, payload: Data("p".utf8))))
    return try wait("an acknowledgement") {
      if case .acknowledge(let acknowledgement) = $0 { acknowledgement.verdict } else { nil }
    }
  }

  private func send(_ message: WorkerMessage) throws {
    #expect(try socket.send(MessageCodec.encode(message)) == .sent)
  }

  private func wait<Value>(_ what: String, _ find: (CoordinatorMessage) -> Value?) throws -> Value {
    var found: Value?
    try eventually("\(name) gets \(what)") {
      guard try poller.wait(milliseconds: 50)[0], let frames = try socket.receive() else { return false }
      found = find(try MessageCodec.decodeCoordinatorMessage(frames))
      return found != nil
    }
    return try #require(found)
  }
}
