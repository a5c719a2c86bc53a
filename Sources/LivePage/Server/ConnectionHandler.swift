import Foundation
import NIOCore
import NIOHTTP1

/// One connection: requests in, replies out, or a stream of events until it ends. Whoever is slow is cut off, and what waits to be
/// sent to him is bounded.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  enum Standing {
    case welcome
    /// Told that there are too many.
    case excess
    /// Closed without a word.
    case unwanted
  }

  private enum Stage {
    case waiting
    case reading(HTTPRequestHead)
    /// Follows the events, and has this version.
    case following(Int?)
    case closing
  }

  /// How long a first request may take.
  private static let requestTime: TimeAmount = .seconds(10)
  /// How long a connection may be silent after a reply, or take to read it.
  private static let idleTime: TimeAmount = .seconds(60)
  /// How long a stream may be stuck.
  private static let stuckTime: TimeAmount = .seconds(30)
  /// A stream with nothing to say says so, that a lost connection is noticed.
  private static let heartbeat: TimeAmount = .seconds(10)

  private let hub: LiveHub
  private var context: ChannelHandlerContext?
  private var standing = Standing.unwanted
  private var stage = Stage.waiting
  private var deadline = NIODeadline.now() + requestTime
  private var nextHeartbeat = NIODeadline.now()

  init(hub: LiveHub) { self.hub = hub }

  var isFollowing: Bool { if case .following = stage { true } else { false } }

  func channelActive(context: ChannelHandlerContext) {
    self.context = context
    standing = hub.admit(self)
    if standing == .unwanted { close(context) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    self.context = nil
    stage = .closing
    hub.remove(self)
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch (unwrapInboundIn(data), stage) {
    case (.head(let head), .waiting):
      // Several requests at once are answered in turn only as long as the answers are read.
      guard context.channel.isWritable else { return close(context) }
      stage = .reading(head)
    case (.body, .reading(let head)):
      send(.line(.payloadTooLarge, "a request has no body here"), to: head, context, last: true)
    case (.end, .reading(let head)): answer(head, context)
    default: break
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch (stage, error as? HTTPParserError) {
    case (.waiting, .some(let error)), (.reading, .some(let error)):
      let reply =
        error == .headerOverflow
        ? Reply.line(.requestHeaderFieldsTooLarge, "the request is too large")
        : .line(.badRequest, "this is not an HTTP request")
      send(reply, to: HTTPRequestHead(version: .http1_1, method: .GET, uri: "/"), context, last: true)
    default: close(context)
    }
  }

  // MARK: What the hub asks for

  func tick(_ now: NIODeadline) {
    guard let context else { return }
    if isFollowing, context.channel.isWritable {
      deadline = now + Self.stuckTime
      if now >= nextHeartbeat { write(":\n\n", context) }
    }
    if now >= deadline { close(context) }
  }

  /// Whoever has still something to read gets later, in one piece, what has changed by then.
  func sendUpdate() {
    guard let context, case .following(let version) = stage, context.channel.isWritable,
      let event = hub.event(since: version)
    else { return }
    stage = .following(event.version)
    write(event.text, context)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    sendUpdate()
    context.fireChannelWritabilityChanged()
  }

  func end() {
    guard let context else { return }
    switch stage {
    case .following: finish(context)
    case .waiting: close(context)
    case .reading, .closing: break
    }
  }

  // MARK: Answers

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    guard standing == .welcome else {
      let reply = Reply.line(.serviceUnavailable, "too many connections; close another page of this study")
      return send(reply, to: head, context, last: true)
    }
    guard let rules = hub.rules else { return send(.notReady, to: head, context, last: true) }
    let request = AccessRules.Request(
      method: head.method.rawValue, target: head.uri, hosts: head.headers["host"], cookies: head.headers["cookie"])
    do throws(AccessRules.Refusal) {
      let (path, setsCookie) = try rules.admit(request)
      if path == "/api/events" { return follow(head, context) }
      var reply = hub.reply(path: path)
      if setsCookie, let cookie = rules.cookie { reply.headers.append(("set-cookie", cookie)) }
      send(reply, to: head, context)
    } catch {
      send(.line(HTTPResponseStatus(statusCode: error.status), error.reason), to: head, context, last: true)
    }
  }

  private func send(_ reply: Reply, to head: HTTPRequestHead, _ context: ChannelHandlerContext, last: Bool = false) {
    let keepsAlive = head.isKeepAlive && !last
    stage = keepsAlive ? .waiting : .closing
    deadline = .now() + Self.idleTime
    context.write(wrapOutboundOut(.head(reply.head(version: head.version, keepsAlive: keepsAlive))), promise: nil)
    if head.method != .HEAD, !reply.body.isEmpty {
      let bytes = context.channel.allocator.buffer(bytes: reply.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
    }
    if keepsAlive { context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil) } else { finish(context) }
  }

  /// Begins a stream of server-sent events (WHATWG HTML, section 9.2).
  private func follow(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    guard head.method == .GET else {
      return send(Reply(status: .ok, contentType: "text/event-stream", body: Data()), to: head, context)
    }
    var headers = Reply.commonHeaders(contentType: "text/event-stream")
    headers.add(name: "connection", value: "close")
    let start = HTTPResponseHead(version: head.version, status: .ok, headers: headers)
    context.write(wrapOutboundOut(.head(start)), promise: nil)
    let tag = head.headers["last-event-id"].first ?? AccessRules.parts(of: head.uri).query["since"]
    stage = .following(hub.version(ofTag: tag))
    deadline = .now() + Self.stuckTime
    write("retry: 1000\n\n", context)
    hub.viewersChanged()
    sendUpdate()
  }

  private func write(_ text: String, _ context: ChannelHandlerContext) {
    nextHeartbeat = .now() + Self.heartbeat
    let bytes = context.channel.allocator.buffer(string: text)
    context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
  }

  /// Ends what is being sent and closes once it is sent.
  private func finish(_ context: ChannelHandlerContext) {
    stage = .closing
    deadline = .now() + Self.idleTime
    context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }

  private func close(_ context: ChannelHandlerContext) {
    stage = .closing
    context.close(promise: nil)
  }
}
