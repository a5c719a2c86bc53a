import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Serves the page from a thread of its own. Telling it something never waits: whatever clients do, the program goes on.
package final class LiveServer: Sendable {
  /// A browser sends about a thousand.
  private static let mostHeaderBytes = 16 << 10
  /// More waits to be sent to a client only where one reply is larger.
  private static let waitingBytes = 256 << 10

  private let address: WebAddress
  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  private let hub: NIOLoopBound<LiveHub>
  private let viewers = Viewers()

  /// Listens, and answers 503 until it is opened.
  /// - Throws: `LivePageError` where it cannot listen there.
  package init(at address: WebAddress) throws {
    self.address = address
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let eventLoop = group.next()
    do {
      hub = try eventLoop.submit { [viewers] in
        NIOLoopBound(LiveHub(eventLoop: eventLoop) { viewers.count = $0 }, eventLoop: eventLoop)
      }.wait()
      channel = try Self.bootstrap(group, hub).bind(host: address.host, port: address.port).wait()
    } catch {
      try? group.syncShutdownGracefully()
      throw LivePageError("--web \(address): \(Self.reason(error))")
    }
    eventLoop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { [hub] _ in hub.value.tick() }
  }

  /// The port that it listens on.
  package var port: Int { channel.localAddress?.port ?? address.port }

  /// Begins to show a study.
  /// - Parameter token: what clients have to show; nil: nothing, and then only addresses of this machine itself are answered.
  package func open(_ study: LiveStudy, token: AccessToken?) {
    let state = LiveState(study: study, instance: String(UInt64.random(in: 0...UInt64.max), radix: 36))
    let rules = AccessRules(token: token, port: port)
    channel.eventLoop.execute { [hub] in hub.value.open(state, rules: rules) }
  }

  package func tell(_ message: LiveMessage) { channel.eventLoop.execute { [hub] in hub.value.take(message) } }

  /// Whether anybody follows the study now.
  package var isWatched: Bool { viewers.count > 0 }

  /// Sends everybody what is left to send, for a second at most, and ends.
  package func close() {
    try? channel.eventLoop.submit { [hub] in hub.value.end() }.wait()
    let end = ContinuousClock.now + .seconds(1)
    while isWatched, ContinuousClock.now < end { usleep(10_000) }
    try? group.syncShutdownGracefully()
  }

  /// The address to open: of all interfaces the machine's name.
  package func url(token: AccessToken?, machine: String = ProcessInfo.processInfo.hostName) -> String {
    let host = IPAddress(address.host)?.isUnspecified == true ? machine : address.host
    return "http://\(WebAddress.text(host, port))/" + (token.map { "?token=\($0.text)" } ?? "")
  }

  private static func bootstrap(_ group: MultiThreadedEventLoopGroup, _ hub: NIOLoopBound<LiveHub>) -> ServerBootstrap {
    var limits = NIOHTTPDecoderLimitConfiguration()
    (limits.maxHeaderFieldSize, limits.maxHeaderListSize) = (mostHeaderBytes, mostHeaderBytes)
    limits.maxHeaderFieldCount = 100
    return ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 64)
      // Started again, it takes the port back at once.
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.writeBufferWaterMark, value: .init(low: waitingBytes / 4, high: waitingBytes))
      .serverChannelInitializer { channel in channel.eventLoop.makeCompletedFuture { try keepFromChildren(channel) } }
      .childChannelInitializer { [limits] channel in
        channel.eventLoop.makeCompletedFuture {
          try keepFromChildren(channel)
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(HTTPResponseEncoder())
          try pipeline.addHandler(
            ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: limits)))
          try pipeline.addHandler(ConnectionHandler(hub: hub.value))
        }
      }
  }

  /// A process that is started later, such as a worker, would hold the port and the connections open after our end.
  private static func keepFromChildren(_ channel: any Channel) throws {
    _ = try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
      fcntl($0, F_SETFD, FD_CLOEXEC)
    }
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? IOError else { return "cannot listen: \(error)" }
    return switch error.errnoCode {
    case EADDRINUSE: "another program listens on this port; choose another one, or 0 for any that is free"
    case EADDRNOTAVAIL: "this machine has no such address"
    case EACCES: "this port is for administrators; choose one from 1024 on, or 0 for any that is free"
    default: "cannot listen: \(String(cString: strerror(error.errnoCode)))"
    }
  }
}

/// How many follow the study, for other threads.
private final class Viewers: Sendable {
  private let number = Atomic(0)

  var count: Int {
    get { number.load(ordering: .relaxed) }
    set { number.store(newValue, ordering: .relaxed) }
  }
}
