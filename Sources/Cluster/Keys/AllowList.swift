import Foundation
import ZeroMQ

/// The file `allowed` of a key directory: a line `NAME PUBLICKEY EXPIRY` for each key, in the order in which they were made;
/// the expiry is a time or `never`.
struct AllowList: Equatable {
  private(set) var keys: [AllowedKey] = []

  init() {}

  /// Throws `ClusterError` naming file, line and what was expected.
  init(_ text: String, path: String) throws {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
      if words.isEmpty || words[0].hasPrefix("#") { continue }
      let expires = words.count == 3 ? Expiry.date(words[2]) : nil
      guard words.count == 3, KeyName.isValid(words[0]), Curve.isKey(words[1]), expires != nil || words[2] == "never",
        !keys.contains(where: { $0.name == words[0] || $0.publicKey == words[1] })
      else {
        throw ClusterError(
          "\(path): line \(index + 1): expected NAME PUBLICKEY EXPIRY, where no name and key comes twice, and EXPIRY is "
            + "\(Expiry.expectation) or never")
      }
      keys.append(AllowedKey(name: words[0], publicKey: words[1], expires: expires))
    }
  }

  /// Adds a key, in place of the one that had its name.
  mutating func add(_ key: AllowedKey) {
    if let index = keys.firstIndex(where: { $0.name == key.name }) { keys[index] = key } else { keys.append(key) }
  }

  /// - Returns: whether there was one.
  mutating func remove(name: String) -> Bool {
    guard let index = keys.firstIndex(where: { $0.name == name }) else { return false }
    keys.remove(at: index)
    return true
  }

  var text: String {
    "# Whom the coordinator lets in: NAME PUBLICKEY EXPIRY\n"
      + keys.map { "\($0.name) \($0.publicKey) \($0.expires.map(Expiry.text) ?? "never")\n" }.joined()
  }
}
