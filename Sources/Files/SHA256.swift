import CSodium
import Foundation

/// A SHA-256 that is worked out piece by piece, for what should not be in memory at once.
public struct SHA256 {
  private var state = crypto_hash_sha256_state()

  public init() {
    // May be repeated. It could only fail for want of random numbers, which hashing does not use.
    _ = sodium_init()
    crypto_hash_sha256_init(&state)
  }

  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    crypto_hash_sha256_update(&state, start, UInt64(bytes.count))
  }

  public mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  /// The hash of all that was added, in 64 hexadecimal digits.
  public var digits: String {
    var state = state
    var hash = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_bytes()))
    crypto_hash_sha256_final(&state, &hash)
    return hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}

/// The SHA-256 of the parts put together, in 64 hexadecimal digits.
public func sha256(_ parts: [[UInt8]]) -> String {
  var hash = SHA256()
  for part in parts { part.withUnsafeBytes { hash.add($0) } }
  return hash.digits
}

/// The SHA-256 of some data, in 64 hexadecimal digits. A mapped file is not copied.
public func sha256(_ data: Data) -> String {
  var hash = SHA256()
  for region in data.regions { region.withUnsafeBytes { hash.add($0) } }
  return hash.digits
}

/// The SHA-256 of some bytes, in 64 hexadecimal digits.
public func sha256(_ bytes: some Sequence<UInt8>) -> String { sha256([Array(bytes)]) }
