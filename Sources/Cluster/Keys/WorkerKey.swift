import Foundation
import ZeroMQ

/// The one file that a worker needs to connect over a network: its own keys, and its coordinator's public key.
public struct WorkerKey: Sendable {
  /// Of the worker; see `KeyDirectory.makeWorkerKey`.
  public let name: String
  /// The coordinator's public key (Z85): a worker speaks to no other.
  public let coordinatorKey: String
  /// When the coordinator stops to accept it; nil: never.
  public let expires: Date?
  let keys: CurveKeyPair

  /// What a socket needs to connect with this key.
  package var security: SocketSecurity { .client(keys, serverKey: coordinatorKey) }

  init(name: String, keys: CurveKeyPair, coordinatorKey: String, expires: Date?) {
    self.name = name
    self.keys = keys
    self.coordinatorKey = coordinatorKey
    self.expires = expires
  }

  /// Reads a worker's key file. Throws `ClusterError` where it is missing, damaged, or others can read it.
  public init(contentsOf url: URL) throws {
    guard let text = try SecretFile.read(url.path) else {
      throw ClusterError(
        "\(url.path): no such file; expected a key that 'heatsweep keys make NAME' wrote at the coordinator")
    }
    let fields = try KeyFileText(
      text, path: url.path, known: ["name", "public-key", "secret-key", "coordinator-key", "expires"])
    name = try fields.value("name", KeyName.expectation) { KeyName.isValid($0) ? $0 : nil }
    keys = try fields.value("secret-key", "a secret key of 40 characters") { try CurveKeyPair(secretKey: $0) }
    coordinatorKey = try fields.value("coordinator-key", "a public key of 40 characters") { Curve.isKey($0) ? $0 : nil }
    expires = try fields.optionalValue("expires", Expiry.expectation, Expiry.date)
    _ = try fields.value("public-key", "the public key that belongs to secret-key") { $0 == keys.publicKey ? $0 : nil }
  }

  func write(to url: URL) throws {
    var fields = [
      ("name", name), ("public-key", keys.publicKey), ("secret-key", keys.secretKey),
      ("coordinator-key", coordinatorKey),
    ]
    if let expires { fields.append(("expires", Expiry.text(expires))) }
    try SecretFile.write(
      KeyFileText.text(
        comment: "A heatsweep worker's key. Whoever has this file can take part: keep it secret.", fields),
      to: url.path)
  }
}
