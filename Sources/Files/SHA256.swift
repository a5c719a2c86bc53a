import CSodium
import Foundation

/// The SHA-256 of the parts put together, in 64 hexadecimal digits.
public func sha256(_ parts: [[UInt8]]) -> String {
  hexadecimalSHA256 { state in
    for part in parts { crypto_hash_sha256_update(&state, part, UInt64(part.count)) }
  }
}

/// The SHA-256 of some data, in 64 hexadecimal digits. A mapped file is not copied.
public func sha256(_ data: Data) -> String {
  hexadecimalSHA256 { state in
    for region in data.regions {
      region.withUnsafeBytes { bytes in
        _ = crypto_hash_sha256_update(
          &state, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
      }
    }
  }
}

private func hexadecimalSHA256(_ update: (inout crypto_hash_sha256_state) -> Void) -> String {
  // May be repeated. It could only fail for want of random numbers, which hashing does not use.
  _ = sodium_init()
  var state = crypto_hash_sha256_state()
  crypto_hash_sha256_init(&state)
  update(&state)
  var hash = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_bytes()))
  crypto_hash_sha256_final(&state, &hash)
  return hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}

/// The SHA-256 of some bytes, in 64 hexadecimal digits.
public func sha256(_ bytes: some Sequence<UInt8>) -> String { sha256([Array(bytes)]) }
