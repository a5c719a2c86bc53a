import CZeroMQ
import Foundation

/// A long-term key pair of Curve25519 (RFC 26, CurveZMQ). Both keys as 40 characters of Z85.
public struct CurveKeyPair: Sendable, Equatable, CustomStringConvertible {
  /// May be known to anybody.
  public let publicKey: String
  /// Known to its owner only.
  public let secretKey: String

  /// A new pair. Throws `.curveMissing`, or where the system has no random numbers to give.
  public static func make() throws -> CurveKeyPair {
    try Curve.require()
    var publicKey = [CChar](repeating: 0, count: Curve.textLength + 1)
    var secretKey = publicKey
    guard zmq_curve_keypair(&publicKey, &secretKey) == 0 else { throw ZeroMQError.last("making a key pair") }
    return CurveKeyPair(publicKey: text(publicKey), secretKey: text(secretKey))
  }

  /// The pair that a secret key belongs to; nil where this is not one. Throws `.curveMissing`.
  public init?(secretKey: String) throws {
    try Curve.require()
    guard Curve.isKey(secretKey) else { return nil }
    var publicKey = [CChar](repeating: 0, count: Curve.textLength + 1)
    guard zmq_curve_public(&publicKey, secretKey) == 0 else { return nil }
    self.init(publicKey: Self.text(publicKey), secretKey: secretKey)
  }

  /// Without the secret: what is printed may be read by others.
  public var description: String { "key pair of \(publicKey)" }

  private init(publicKey: String, secretKey: String) {
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// What libzmq says of CURVE, and how its keys are written.
public enum Curve {
  /// Characters of a key in Z85 (RFC 32), which stand for 32 bytes.
  static let textLength = 40
  static let byteLength = 32

  /// Throws `.curveMissing` where libzmq was built without it: nothing of a network can be kept from strangers then.
  public static func require() throws {
    guard zmq_has("curve") == 1 else {
      throw ZeroMQError(
        .curveMissing,
        "the ZeroMQ library on this machine was built without CURVE, which tcp:// needs; install one with libsodium")
    }
  }

  /// Whether a text is a key: 40 characters of Z85.
  public static func isKey(_ text: String) -> Bool {
    guard text.utf8.count == textLength else { return false }
    var bytes = [UInt8](repeating: 0, count: byteLength)
    return text.utf8.allSatisfy { alphabet.contains($0) } && zmq_z85_decode(&bytes, text) != nil
  }

  /// The key that 32 bytes stand for; nil for any other number of bytes.
  static func key(_ bytes: Data) -> String? {
    guard bytes.count == byteLength else { return nil }
    var text = [CChar](repeating: 0, count: textLength + 1)
    guard bytes.withUnsafeBytes({ zmq_z85_encode(&text, $0.baseAddress, $0.count) }) != nil else { return nil }
    return String(decoding: text.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// zmq_z85_decode looks characters up in a table that ends before 128.
  private static let alphabet = Set(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#".utf8)
}
