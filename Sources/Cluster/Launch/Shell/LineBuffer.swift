import Foundation
import Glibc

/// Cuts a stream of bytes into lines.
package struct LineBuffer {
  private var bytes = Data()
  private let limit: Int

  /// - Parameter limit: bytes of the longest line.
  package init(limit: Int) { self.limit = limit }

  /// Reads what a file has to give now.
  /// - Returns: whether more may come; a file that does not block may have nothing now.
  /// - Throws: `ClusterError` for a line that is too long.
  mutating func fill(from descriptor: Int32) throws -> Bool {
    var piece = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &piece, piece.count)
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    try append(piece[..<count])
    return count > 0
  }

  package mutating func append(_ more: some Sequence<UInt8>) throws {
    bytes.append(contentsOf: more)
    guard bytes.count <= limit || bytes.contains(UInt8(ascii: "\n")) else {
      throw ClusterError("expected lines of at most \(limit) bytes, found a longer one")
    }
  }

  /// The next whole line, without its end.
  package mutating func next() throws -> Data? {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let line = Data(bytes[..<end])
    bytes = Data(bytes[bytes.index(after: end)...])
    guard line.count <= limit else {
      throw ClusterError("expected lines of at most \(limit) bytes, found a longer one")
    }
    return line
  }
}
