import Foundation
import NIOCore
import NIOHTTP1

/// The state and everybody who looks at it. Belongs to the server's event loop: nothing here is touched by another thread.
final class LiveHub {
  /// More are answered 503, and more than twice as many not at all.
  static let mostConnections = 64
  /// Updates are not sent more often than this.
  private static let pace: TimeAmount = .milliseconds(250)

  private let eventLoop: any EventLoop
  private let onViewers: (Int) -> Void
  /// Nil until the study is known.
  private var state: LiveState?
  private(set) var rules: AccessRules?
  private var connections: [ObjectIdentifier: ConnectionHandler] = [:]
  private var nextUpdate = NIODeadline.now()
  private var isUpdatePlanned = false
  /// The update made last: most clients are at the same version.
  private var update: (since: Int?, version: Int, text: String)?
  private var isOver = false

  /// - Parameter onViewers: told how many are following, whenever that changes.
  init(eventLoop: any EventLoop, onViewers: @escaping (Int) -> Void) {
    self.eventLoop = eventLoop
    self.onViewers = onViewers
  }

  func open(_ state: LiveState, rules: AccessRules) { (self.state, self.rules) = (state, rules) }

  func take(_ message: LiveMessage) {
    guard state?.take(message) == true, !isUpdatePlanned else { return }
    isUpdatePlanned = true
    eventLoop.assumeIsolated().scheduleTask(deadline: max(.now(), nextUpdate)) { [weak self] in self?.sendUpdates() }
  }

  /// Looks after connections; to be called every second.
  func tick() {
    let now = NIODeadline.now()
    for connection in connections.values { connection.tick(now) }
  }

  /// Sends what is left to send and ends the streams.
  func end() {
    sendUpdates()
    isOver = true
    for connection in connections.values { connection.end() }
  }

  private func sendUpdates() {
    isUpdatePlanned = false
    nextUpdate = .now() + Self.pace
    for connection in connections.values { connection.sendUpdate() }
  }

  // MARK: Connections

  /// - Returns: what a new connection may do.
  func admit(_ connection: ConnectionHandler) -> ConnectionHandler.Standing {
    guard connections.count < 2 * Self.mostConnections, !isOver else { return .unwanted }
    connections[ObjectIdentifier(connection)] = connection
    return connections.count <= Self.mostConnections ? .welcome : .excess
  }

  func remove(_ connection: ConnectionHandler) {
    connections[ObjectIdentifier(connection)] = nil
    viewersChanged()
  }

  func viewersChanged() { onViewers(connections.values.count { $0.isFollowing }) }

  // MARK: Answers

  /// What is at a path, but for the stream of events.
  func reply(path: String) -> Reply {
    guard let state else { return .notReady }
    switch path {
    case "/", "/index.html":
      return Reply(status: .ok, contentType: "text/html; charset=utf-8", body: Data(LivePage.html.utf8))
    case "/api/state":
      guard let json = try? state.snapshot().json() else { return .line(.internalServerError, "the state has no JSON") }
      return Reply(status: .ok, contentType: "application/json", body: json)
    case _ where path.hasPrefix("/maps/") && path.hasSuffix(".png"):
      guard let png = state.picture(String(path.dropFirst(6).dropLast(4))) else { break }
      // Its name is never used for another picture.
      let caching = ("cache-control", "private, max-age=86400, immutable")
      return Reply(status: .ok, contentType: "image/png", body: png, headers: [caching])
    default: break
    }
    return .line(.notFound, "nothing is here")
  }

  /// What a stream is sent next, as an event; nil where the client is up to date.
  /// - Parameter since: the version that the client has; nil: none.
  func event(since: Int?) -> (text: String, version: Int)? {
    guard let state, since != state.version else { return nil }
    if let update, update.since == since, update.version == state.version { return (update.text, update.version) }
    let snapshot = state.snapshot(since: since)
    guard let json = try? snapshot.json() else { return nil }
    let text = "id: \(snapshot.tag)\ndata: \(String(decoding: json, as: UTF8.self))\n\n"
    update = (since, state.version, text)
    return (text, state.version)
  }

  /// The version of a tag that this state gave out; nil for any other.
  func version(ofTag tag: String?) -> Int? {
    guard let state, let tag, tag.hasPrefix("\(state.instance).") else { return nil }
    return Int(tag.dropFirst(state.instance.count + 1))
  }
}
