import Cluster
import Foundation

/// Whether the coordinator's keys can be used: who is let in, and whose key has ended or ends soon.
struct KeyCheck {
  let keys: KeyDirectory
  let now: Date

  /// Keys that end within this many seconds are told of: a week.
  private static let soon = 7.0 * 86_400

  var findings: [Finding] {
    let list: [AllowedKey]
    do {
      list = try keys.list()
    } catch {
      return [.problem("keys", "\(error)", remedy: "mend the file, or make new keys: heatsweep keys make NAME")]
    }
    guard !list.isEmpty else {
      return [.good("keys", "none in \(keys.url.path); tcp:// needs one: heatsweep keys make NAME")]
    }
    let expired = list.filter { $0.isExpired(at: now) }.map(\.name)
    let ending = list.filter { key in
      !key.isExpired(at: now) && key.expires.map { $0 < now.addingTimeInterval(Self.soon) } == true
    }.map(\.name)
    let found = "\(list.count) in \(keys.url.path)"
    func warning(_ names: [String], _ what: String) -> Finding {
      .warning(
        "keys", "\(found); \(what): \(names.joined(separator: ", "))",
        remedy: "make them again: heatsweep keys make \(names.joined(separator: " "))")
    }
    if !expired.isEmpty { return [warning(expired, "ended")] }
    return [ending.isEmpty ? .good("keys", found) : warning(ending, "ending within a week")]
  }
}
