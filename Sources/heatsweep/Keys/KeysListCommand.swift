import ArgumentParser
import Cluster
import Foundation

/// `heatsweep keys list`: who is let in.
package struct KeysListCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the keys that the coordinator lets in, and when they end.")

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var directory: KeysOption

  package init() {}

  package func run() throws {
    let keys = try directory.directory.list()
    let now = Date()
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      encoder.dateEncodingStrategy = .iso8601
      print(String(decoding: try encoder.encode(keys.map { ListedKey($0, now) }), as: UTF8.self))
    } else if keys.isEmpty {
      SweepSession.say("\(directory.directory.url.path) holds no keys; make one with 'heatsweep keys make NAME'")
    } else {
      let width = max(4, keys.map(\.name.count).max() ?? 0)
      for key in keys {
        let end = key.expires.map { (key.isExpired(at: now) ? "expired " : "until ") + $0.formatted(.iso8601) }
        print(
          "\(key.name.padding(toLength: width, withPad: " ", startingAt: 0))  \(key.publicKey)  \(end ?? "never ends")")
      }
    }
  }
}

/// A key as `--json` prints it.
private struct ListedKey: Encodable {
  enum CodingKeys: String, CodingKey {
    case name, expires
    case publicKey = "public_key"
    case isExpired = "is_expired"
  }

  let name: String
  let publicKey: String
  /// Missing for a key that never ends.
  let expires: Date?
  let isExpired: Bool

  init(_ key: AllowedKey, _ now: Date) {
    (name, publicKey, expires, isExpired) = (key.name, key.publicKey, key.expires, key.isExpired(at: now))
  }
}
