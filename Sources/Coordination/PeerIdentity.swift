import Foundation

/// Who sent a message: the routing identity of a worker's socket, fresh for every process. Comes from the network, so it may
/// hold any bytes.
public struct PeerIdentity: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// 1 to 255 bytes.
  public let bytes: Data

  public init(bytes: Data) { self.bytes = bytes }

  public init(_ text: String) { bytes = Data(text.utf8) }

  public static func < (left: PeerIdentity, right: PeerIdentity) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  /// The identity as printable text; other bytes in hexadecimal.
  public var description: String {
    bytes.allSatisfy { (0x21...0x7E).contains($0) }
      ? String(decoding: bytes, as: UTF8.self)
      : bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
