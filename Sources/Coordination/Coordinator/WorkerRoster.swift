/// A worker as the coordinator knows it.
public struct WorkerEntry: Sendable {
  public let identity: PeerIdentity
  public internal(set) var hello: Hello
  public internal(set) var lastHeard: Duration
  public internal(set) var isSuspect = false
  /// The trial it holds, and the request that was answered with it.
  public internal(set) var lease: Lease?
  public internal(set) var progress: ProgressReport?
  /// Requests below this are over; what a message says about them is old.
  var request: Int
  /// Whether `request` waits for an assignment.
  var isWaiting = false
  var nextPulse: Duration
  var leaseSent: Duration = .zero

  public struct Lease: Sendable, Equatable {
    public let work: Work
    public let request: Int
    public let since: Duration
  }
}

/// The workers that said hello, in the order in which they came: iteration is the same in every run of a simulation.
struct WorkerRoster: Sendable {
  private(set) var identities: [PeerIdentity] = []
  private var entries: [PeerIdentity: WorkerEntry] = [:]

  var all: [WorkerEntry] { identities.compactMap { entries[$0] } }

  subscript(identity: PeerIdentity) -> WorkerEntry? { entries[identity] }

  mutating func add(_ entry: WorkerEntry) {
    if entries.updateValue(entry, forKey: entry.identity) == nil { identities.append(entry.identity) }
  }

  mutating func update(_ identity: PeerIdentity, _ change: (inout WorkerEntry) -> Void) {
    guard entries[identity] != nil else { return }
    change(&entries[identity]!)  // Present: checked in the line above.
  }

  mutating func remove(_ identity: PeerIdentity) {
    entries[identity] = nil
    identities.removeAll { $0 == identity }
  }
}
