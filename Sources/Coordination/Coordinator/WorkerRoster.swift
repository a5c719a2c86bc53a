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
  /// Where it stands in the line of those that wait.
  fileprivate var place: Int?
  /// Grows with every worker that joins.
  fileprivate var number = 0

  init(identity: PeerIdentity, hello: Hello, lastHeard: Duration, nextPulse: Duration) {
    self.identity = identity
    self.hello = hello
    self.lastHeard = lastHeard
    self.nextPulse = nextPulse
    request = hello.status.request
  }

  public struct Lease: Sendable, Equatable {
    public let work: Work
    public let request: Int
    public let since: Duration
    /// When the trial was last known to get on; nil while the worker was not heard on it.
    public internal(set) var lastProgress: Duration?
  }
}

/// The workers that said hello. Nothing here takes longer with more workers, but for listing them all.
struct WorkerRoster: Sendable {
  private var entries: [PeerIdentity: WorkerEntry] = [:]
  private var line = WaitingLine<PeerIdentity>()
  private var looks = Schedule<(identity: PeerIdentity, number: Int)>()
  private var joined = 0

  /// In the order in which they came.
  var all: [WorkerEntry] { entries.values.sorted { $0.number < $1.number } }

  var isEmpty: Bool { entries.isEmpty }

  func contains(_ identity: PeerIdentity) -> Bool { entries.index(forKey: identity) != nil }

  subscript(identity: PeerIdentity) -> WorkerEntry? { entries[identity] }

  /// Takes a new worker in; it is due for a look at once.
  mutating func add(_ entry: WorkerEntry) {
    var entry = entry
    entry.number = joined
    joined += 1
    looks.add((entry.identity, entry.number), at: entry.lastHeard)
    entries[entry.identity] = entry
  }

  /// Changes an entry, if it exists, and keeps the line of those that wait.
  mutating func update(_ identity: PeerIdentity, _ change: (inout WorkerEntry) -> Void) {
    guard let index = entries.index(forKey: identity) else { return }
    change(&entries.values[index])
    let entry = entries.values[index]
    if entry.isWaiting, entry.place == nil {
      entries.values[index].place = line.join(identity)
    } else if !entry.isWaiting, let place = entry.place {
      line.leave(place)
      entries.values[index].place = nil
    }
  }

  mutating func remove(_ identity: PeerIdentity) {
    if let place = entries.removeValue(forKey: identity)?.place { line.leave(place) }
  }

  /// Who has waited longest for a trial.
  mutating func firstWaiting() -> WorkerEntry? { line.first().flatMap { entries[$0] } }

  /// Asks for a look at a worker at a time.
  mutating func look(at worker: WorkerEntry, at time: Duration) {
    looks.add((worker.identity, worker.number), at: time)
  }

  /// A worker that is due for a look.
  mutating func removeDue(at now: Duration) -> WorkerEntry? {
    while let look = looks.removeDue(at: now) {
      // Of one that left, or left and came back, another look is due.
      if let entry = entries[look.identity], entry.number == look.number { return entry }
    }
    return nil
  }
}
