import CZeroMQ
import Foundation
import Glibc

/// Tells what becomes of a socket's connections. Owned by the thread that owns the socket.
public final class SocketMonitor {
  /// Something that became of a connection. Descriptors are those of the connections' system sockets.
  public enum Event: Sendable, Equatable {
    /// Somebody connected to us. The address, without port, is nil where the connection is gone already.
    case accepted(descriptor: Int32, address: String?)
    /// Both sides agreed on who they are.
    case succeeded
    /// The other side does not let us in.
    case refused
    /// The two do not speak the same protocol, or not with each other's keys.
    case misunderstood
    /// The connection ended before it was agreed who is who. `isClosed`: by the other side; otherwise it took too long.
    case unfinished(isClosed: Bool)
    /// The connection is over, whoever ended it.
    case disconnected(descriptor: Int32)
  }

  /// For the poller of the thread that owns it.
  public let socket: Socket
  private let watched: Socket

  /// Begins to watch. To be made before the socket listens or connects. Throws `ZeroMQError`.
  public init(_ watched: Socket, in context: Context) throws {
    let place = "inproc://monitor-\(UUID().uuidString)"
    let events =
      ZMQ_EVENT_ACCEPTED | ZMQ_EVENT_DISCONNECTED | ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH
      | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL
    guard zmq_socket_monitor(watched.handle, place, events) == 0 else { throw ZeroMQError.last("watching a socket") }
    self.watched = watched
    socket = try Socket(.pair, in: context)
    try socket.connect(place)
  }

  deinit { zmq_socket_monitor(watched.handle, nil, 0) }

  /// What happened since the last call, at most a thousand things at a time.
  public func take() throws -> [Event] {
    var events: [Event] = []
    for _ in 0..<1000 {
      guard let frames = try socket.receive() else { break }
      if let event = frames.first.flatMap(Self.event) { events.append(event) }
    }
    return events
  }

  /// A number of 16 bits and a value of 32, in the machine's order of bytes.
  private static func event(_ frame: Data) -> Event? {
    guard frame.count == 6 else { return nil }
    let (number, value) = frame.withUnsafeBytes { bytes in
      (
        Int32(bytes.loadUnaligned(fromByteOffset: 0, as: UInt16.self)),
        bytes.loadUnaligned(fromByteOffset: 2, as: Int32.self)
      )
    }
    return switch number {
    case ZMQ_EVENT_ACCEPTED: .accepted(descriptor: value, address: address(ofPeerAt: value))
    case ZMQ_EVENT_DISCONNECTED: .disconnected(descriptor: value)
    case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: .succeeded
    case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: .refused
    case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL: .misunderstood
    case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL: .unfinished(isClosed: value == EPIPE || value == ECONNRESET)
    default: nil
    }
  }

  private static func address(ofPeerAt descriptor: Int32) -> String? {
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let code = withUnsafeMutablePointer(to: &storage) { pointer in
      // A socket address of any family fits the storage, which may be looked at as one.
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        getpeername(descriptor, address, &size) == 0
          ? getnameinfo(address, size, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) : -1
      }
    }
    guard code == 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
