import Coordination

/// A routing identity belongs to the key that it first came with, so that no worker can speak as another.
///
/// Identities are random and travel encrypted: to take one over, a worker would have to know it first.
package struct IdentityBindings {
  /// Identities that one key may have at the same time: worker processes that share a key file.
  package static let identitiesPerKey = 1024
  /// An identity that was silent for this long is forgotten; whoever has it would have been lost long ago.
  static let memory: Duration = .seconds(600)

  private struct Holder {
    let key: String
    var lastHeard: Duration
  }

  private var holders: [PeerIdentity: Holder] = [:]
  private var counts: [String: Int] = [:]

  package init() {}

  /// Why a message is not believed; nil where the identity is the key's, or was nobody's.
  package mutating func objection(to identity: PeerIdentity, key: String, at now: Duration) -> String? {
    if let holder = holders[identity] {
      guard holder.key == key else { return "it speaks as a worker that has another key" }
      holders[identity]?.lastHeard = now
    } else {
      guard counts[key, default: 0] < Self.identitiesPerKey else { return "too many workers share its key" }
      holders[identity] = Holder(key: key, lastHeard: now)
      counts[key, default: 0] += 1
    }
    return nil
  }

  /// Forgets identities that were silent for long, and those of keys that are good no more.
  /// - Parameter reason: why a key is good no more; nil for a good one.
  /// - Returns: the latter, with the reason.
  package mutating func review(
    at now: Duration, _ reason: (String) -> String?
  ) -> [(identity: PeerIdentity, reason: String)] {
    var expelled: [(PeerIdentity, String)] = []
    for (identity, holder) in holders {
      if let reason = reason(holder.key) {
        expelled.append((identity, reason))
      } else if now - holder.lastHeard < Self.memory {
        continue
      }
      holders[identity] = nil
      let count = counts[holder.key, default: 1] - 1
      counts[holder.key] = count > 0 ? count : nil
    }
    return expelled
  }
}
