/// An address that libzmq understands, checked before libzmq sees it: it takes port 70000 for 4464 and cuts long paths.
public struct Endpoint: Sendable, Equatable, CustomStringConvertible {
  public enum Transport: Sendable, Equatable {
    /// A file on this machine.
    case ipc(path: String)
    /// `host` may be an interface, a name or, to listen on all interfaces, `*`; port 0 asks for any free one.
    case tcp(host: String, port: Int)
  }

  /// The longest path that fits a socket address.
  public static let longestPath = 107

  public let transport: Transport

  public init(_ transport: Transport) { self.transport = transport }

  /// Reads `tcp://HOST:PORT` or `ipc://PATH`. Throws a `ZeroMQError` that names the text and what was expected.
  public init(_ text: String) throws {
    func invalid(_ expected: String) -> ZeroMQError {
      ZeroMQError(.invalidEndpoint, "endpoint '\(text)': expected \(expected)")
    }
    if text.hasPrefix("ipc://") {
      let path = String(text.dropFirst(6))
      guard (1...Self.longestPath).contains(path.utf8.count) else {
        throw invalid("a path of at most \(Self.longestPath) bytes after ipc://")
      }
      transport = .ipc(path: path)
    } else if text.hasPrefix("tcp://") {
      let address = text.dropFirst(6)
      guard let colon = address.lastIndex(of: ":"), colon != address.startIndex else {
        throw invalid("tcp://HOST:PORT")
      }
      let digits = address[address.index(after: colon)...]
      guard let port = digits == "*" ? 0 : Int(digits), (0...65535).contains(port) else {
        throw invalid("a port between 1 and 65535, or *")
      }
      transport = .tcp(host: String(address[..<colon]), port: port)
    } else {
      throw invalid("tcp://HOST:PORT or ipc://PATH")
    }
  }

  public var description: String {
    switch transport {
    case .ipc(let path): "ipc://\(path)"
    case .tcp(let host, let port): "tcp://\(host):\(port == 0 ? "*" : "\(port)")"
    }
  }

  /// Whether what is sent can be read on the way.
  public var leavesMachine: Bool {
    if case .tcp = transport { true } else { false }
  }
}
