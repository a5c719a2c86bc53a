import CZeroMQ
import Foundation

/// A socket with bounded queues and messages. Owned by the thread that made it: not sendable, because libzmq's sockets are not.
public final class Socket {
  public enum Kind: Sendable {
    case router, dealer, publisher, subscriber, reply, pair

    var code: Int32 {
      switch self {
      case .router: ZMQ_ROUTER
      case .dealer: ZMQ_DEALER
      case .publisher: ZMQ_PUB
      case .subscriber: ZMQ_SUB
      case .reply: ZMQ_REP
      case .pair: ZMQ_PAIR
      }
    }
  }

  /// Bounds, and how a lost connection is found and made again.
  public struct Options: Sendable {
    /// Messages that wait in each direction for each peer.
    public var queueLimit: Int32 = 1000
    /// Bytes of one frame; the connection of a peer that sends more is closed.
    public var frameLimit: Int64 = 16 * 1024 * 1024
    /// Frames of one message.
    public var framesLimit = 16
    /// How long closing waits for messages that were not sent yet, in milliseconds.
    public var linger: Int32 = 500
    /// First and longest wait before connecting again, in milliseconds.
    public var reconnect: ClosedRange<Int32> = 100...5000
    /// Milliseconds between the transport's own heartbeats, which find connections that are dead but not closed.
    public var transportHeartbeat: Int32 = 5000
    /// Name of a dealer towards its router: 1 to 255 bytes, not beginning with 0.
    public var identity: Data?
    /// Milliseconds in which a new connection must have said who it is.
    public var handshakeLimit: Int32 = 10_000
    /// How it is made sure who is at the other end.
    public var security = SocketSecurity.none

    public init() {}
  }

  /// What became of a message that was to be sent without waiting.
  public enum Sending: Sendable, Equatable {
    case sent
    /// The queue is full.
    case full
    /// No such peer is connected.
    case unreachable
  }

  let handle: UnsafeMutableRawPointer
  private let context: Context
  private let framesLimit: Int

  public init(_ kind: Kind, in context: Context, options: Options = Options()) throws {
    guard let handle = zmq_socket(context.handle, kind.code) else { throw ZeroMQError.last("ZeroMQ socket") }
    self.handle = handle
    self.context = context
    framesLimit = options.framesLimit
    try set(ZMQ_SNDHWM, options.queueLimit)
    try set(ZMQ_RCVHWM, options.queueLimit)
    try set(ZMQ_MAXMSGSIZE, options.frameLimit)
    try set(ZMQ_LINGER, options.linger)
    try set(ZMQ_RECONNECT_IVL, options.reconnect.lowerBound)
    try set(ZMQ_RECONNECT_IVL_MAX, options.reconnect.upperBound)
    try set(ZMQ_HEARTBEAT_IVL, options.transportHeartbeat)
    try set(ZMQ_HEARTBEAT_TIMEOUT, 4 * options.transportHeartbeat)
    if kind == .router {
      // Unknown peers are an error to see, and a peer that connects again takes its identity over.
      try set(ZMQ_ROUTER_MANDATORY, Int32(1))
      try set(ZMQ_ROUTER_HANDOVER, Int32(1))
    }
    try set(ZMQ_HANDSHAKE_IVL, options.handshakeLimit)
    try secure(options.security)
    if let identity = options.identity {
      let code = identity.withUnsafeBytes { zmq_setsockopt(handle, ZMQ_ROUTING_ID, $0.baseAddress, $0.count) }
      guard code == 0 else { throw ZeroMQError.last("ZeroMQ identity") }
    }
  }

  deinit { zmq_close(handle) }

  private func secure(_ security: SocketSecurity) throws {
    switch security {
    case .none: return
    case .server(let keys, let domain):
      try Curve.require()
      try set(ZMQ_CURVE_SERVER, Int32(1))
      try set(ZMQ_CURVE_SECRETKEY, keys.secretKey)
      try set(ZMQ_ZAP_DOMAIN, domain)
      try set(Self.enforceDomain, Int32(1))
    case .client(let keys, let serverKey):
      try Curve.require()
      try set(ZMQ_CURVE_SERVERKEY, serverKey)
      try set(ZMQ_CURVE_PUBLICKEY, keys.publicKey)
      try set(ZMQ_CURVE_SECRETKEY, keys.secretKey)
    }
  }

  /// ZMQ_ZAP_ENFORCE_DOMAIN: taken since libzmq 4.3, but not in the header of a stable release. Without it, a socket lets
  /// everybody in where its context has no `Authenticator`.
  private static let enforceDomain: Int32 = 93

  private func set(_ option: Int32, _ text: String) throws {
    guard zmq_setsockopt(handle, option, text, text.utf8.count) == 0 else {
      throw ZeroMQError.last("ZeroMQ socket option \(option)")
    }
  }

  private func set<Value: FixedWidthInteger>(_ option: Int32, _ value: Value) throws {
    var value = value
    guard zmq_setsockopt(handle, option, &value, MemoryLayout<Value>.size) == 0 else {
      throw ZeroMQError.last("ZeroMQ socket option \(option)")
    }
  }

  /// Listens at an endpoint. Throws `.portInUse` or `.invalidEndpoint`, naming it.
  public func bind(_ endpoint: String) throws {
    guard zmq_bind(handle, endpoint) == 0 else { throw ZeroMQError.last(endpoint) }
  }

  /// Stops to listen at an endpoint, and closes the connections that were made there.
  public func unbind(_ endpoint: String) throws {
    guard zmq_unbind(handle, endpoint) == 0 else { throw ZeroMQError.last(endpoint) }
  }

  /// Connects to an endpoint, now or whenever somebody listens there.
  public func connect(_ endpoint: String) throws {
    guard zmq_connect(handle, endpoint) == 0 else { throw ZeroMQError.last(endpoint) }
  }

  /// Ends the connection to an endpoint that was given to `connect`; what was not sent is dropped. Does nothing where libzmq has
  /// given the connection up: it makes a lost one again, but not one that broke the protocol, with too large a frame for instance.
  public func disconnect(_ endpoint: String) throws {
    guard zmq_disconnect(handle, endpoint) == 0 || zmq_errno() == ENOENT else { throw ZeroMQError.last(endpoint) }
  }

  /// Lets a subscriber receive the messages whose first frame begins with this; all of them where it is empty.
  public func subscribe(_ topic: String = "") throws {
    guard zmq_setsockopt(handle, ZMQ_SUBSCRIBE, topic, topic.utf8.count) == 0 else {
      throw ZeroMQError.last("ZeroMQ subscription")
    }
  }

  /// Where the socket listens: tells the port that `tcp://127.0.0.1:*` was given.
  public var lastEndpoint: String {
    var text = [CChar](repeating: 0, count: 1024)
    var size = text.count
    guard zmq_getsockopt(handle, ZMQ_LAST_ENDPOINT, &text, &size) == 0 else { return "" }
    return text.withUnsafeBufferPointer { buffer in
      // The buffer was zeroed and libzmq ends its text with a zero.
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
  }

  /// Sends all frames as one message, without waiting.
  public func send(_ frames: [Data]) throws -> Sending {
    for (index, frame) in frames.enumerated() {
      let more = index + 1 < frames.count ? ZMQ_SNDMORE : 0
      var sent: Int32
      repeat {
        sent = frame.withUnsafeBytes { zmq_send(handle, $0.baseAddress, $0.count, more | ZMQ_DONTWAIT) }
      } while sent < 0 && zmq_errno() == EINTR
      guard sent < 0 else { continue }
      // Only the first frame can be refused: libzmq takes a message whole or not at all.
      switch zmq_errno() {
      case EAGAIN: return .full
      case EHOSTUNREACH: return .unreachable
      default: throw ZeroMQError.last("sending")
      }
    }
    return .sent
  }

  /// The frames of the next message, or nil where none waits. Throws `.oversizedMessage`; the one after that is fine again.
  public func receive() throws -> [Data]? { try receiveMessage()?.frames }

  /// The next message with its sender, or nil where none waits. Throws `.oversizedMessage`; the one after that is fine again.
  public func receiveMessage() throws -> ReceivedMessage? {
    var frames: [Data] = []
    var count = 0
    while true {
      var message = zmq_msg_t()
      zmq_msg_init(&message)
      defer { zmq_msg_close(&message) }
      if zmq_msg_recv(&message, handle, ZMQ_DONTWAIT) < 0 {
        switch zmq_errno() {
        case EINTR: continue
        case EAGAIN where count == 0: return nil
        default: throw ZeroMQError.last("receiving")
        }
      }
      count += 1
      if count <= framesLimit {
        let size = zmq_msg_size(&message)
        frames.append(zmq_msg_data(&message).map { Data(bytes: $0, count: size) } ?? Data())
      }
      guard zmq_msg_more(&message) == 0 else { continue }
      guard count <= framesLimit else {
        throw ZeroMQError(
          .oversizedMessage, "a message of \(count) frames was dropped: at most \(framesLimit) are allowed")
      }
      // A router's first frame, the identity, may lack what the connection says of the sender.
      return ReceivedMessage(
        frames: frames, user: property("User-Id", &message), address: property("Peer-Address", &message))
    }
  }

  /// What the connection says of a message's sender. libzmq ends the text with a zero, and keeps it as long as the message.
  private func property(_ name: String, _ message: inout zmq_msg_t) -> String? {
    zmq_msg_gets(&message, name).map { String(cString: $0) }
  }
}
