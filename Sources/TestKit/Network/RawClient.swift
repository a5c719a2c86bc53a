import Foundation
import Glibc

/// A TCP connection to this machine that sends and reads whatever a test wants.
package final class RawClient {
  private let descriptor: Int32

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// Reading gives up after a minute.
  package init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    guard descriptor >= 0, code == 0 else {
      throw Failure(description: "not connected: \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(descriptor) }

  /// - Returns: whether all of it was taken.
  @discardableResult package func send(_ bytes: some Sequence<UInt8>) -> Bool {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  @discardableResult package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// What comes until the other side closes, or the last 100,000 bytes of it are enough.
  package func read(until isEnough: (String) -> Bool = { _ in false }) throws -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while !isEnough(String(decoding: bytes.suffix(100_000), as: UTF8.self)) {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0, errno == EAGAIN {
        throw Failure(description: "nothing more came after \(bytes.count) bytes")
      }
      // Closed, or reset.
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// One request and all of its answer.
  package static func ask(
    _ port: Int, _ target: String = "/api/state", method: String = "GET", host: String = "127.0.0.1",
    headers: [String] = []
  ) throws -> Answer {
    let client = try RawClient(port: port)
    let lines = ["\(method) \(target) HTTP/1.1", "Host: \(host)", "Connection: close"] + headers
    client.send(lines.joined(separator: "\r\n") + "\r\n\r\n")
    return try Answer(try client.read())
  }

  package struct Answer {
    package let status: Int
    /// By name in lower case.
    package let headers: [String: String]
    package let body: String

    init(_ text: String) throws {
      guard let gap = text.range(of: "\r\n\r\n") else { throw Failure(description: "no answer: '\(text.prefix(200))'") }
      let lines = text[..<gap.lowerBound].components(separatedBy: "\r\n")
      let words = lines[0].split(separator: " ")
      guard words.count > 1, let status = Int(words[1]) else { throw Failure(description: "no status: '\(lines[0])'") }
      self.status = status
      headers = Dictionary(
        lines.dropFirst().compactMap { line in
          line.firstIndex(of: ":").map {
            (line[..<$0].lowercased(), line[line.index(after: $0)...].trimmingCharacters(in: .whitespaces))
          }
        }, uniquingKeysWith: { first, _ in first })
      body = String(text[gap.upperBound...])
    }
  }
}
