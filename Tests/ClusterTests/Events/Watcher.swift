import Cluster
import Foundation
import Glibc
import ZeroMQ

/// A subscriber of a feed.
final class Watcher {
  private static let context = Result { try Context() }

  private let socket: Socket
  private var poller = Poller()

  init(
    _ endpoint: String, topics: [String] = [""], queueLimit: Int32 = 100_000, security: SocketSecurity = .none
  ) throws {
    var options = Socket.Options()
    options.queueLimit = queueLimit
    options.security = security
    socket = try Socket(.subscriber, in: Self.context.get(), options: options)
    for topic in topics { try socket.subscribe(topic) }
    try socket.connect(endpoint)
    poller.add(socket)
  }

  /// The next message; nil where none comes for a moment.
  func next() throws -> (topic: String, json: Data)? {
    guard try poller.wait(milliseconds: 50)[0], let frames = try socket.receive(), frames.count == 2 else { return nil }
    return (String(decoding: frames[0], as: UTF8.self), frames[1])
  }

  func event(_ json: Data) throws -> EventMessage {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(EventMessage.self, from: json)
  }
}

/// A bare connection to a local socket, which writes whatever it is given.
final class LocalConnection {
  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    // The system reads an address of any family through this type.
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    guard code == 0 else { throw POSIXError(.ECONNREFUSED) }
  }

  deinit { close(descriptor) }

  /// Writes as much as is taken without waiting; the other side may have hung up.
  func write(_ bytes: [UInt8]) {
    _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
  }
}
