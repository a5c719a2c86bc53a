import Foundation

/// Where a trial stands.
public enum TrialState: String, Sendable, Codable, CaseIterable {
  case pending
  /// Handed out; the worker has not been heard on it yet.
  case leased
  case running
  /// Failed on its own; waits before it is tried again.
  case backoff
  /// A result is durable. A diverged trial is done too.
  case done
  /// Given up after repeated failures of its own.
  case quarantined

  public var isFinal: Bool { self == .done || self == .quarantined }
}

/// A trial as the coordinator was given it. Payload and digest are opaque.
public struct TrialEntry: Sendable, Equatable {
  public let number: Int
  public let key: String
  public let payload: Data
  public var state: TrialState
  /// Number of the latest handing-out; 0: never.
  public var attempt: Int
  /// Failures of its own so far.
  public var failures: Int
  /// The attempt of the latest counted failure, so that a repeated report counts once.
  public var lastFailedAttempt: Int
  /// Name of the worker that crashed on it last; nil while none is known to have.
  public var crashedOn: String?
  /// Of the accepted result.
  public var digest: String?
  /// The attempt that the accepted result came from, which need not be the latest.
  public var acceptedAttempt: Int?
  public var isDiverged: Bool
  /// Kept to go on from, the latest first.
  public var checkpoints: [TrialFile]
  /// Kept files of a result that is still to come.
  public var products: [TrialFile] = []
  /// Who holds the lease. A leased trial without an owner waits for one from before the restart to come back.
  public var owner: PeerIdentity?
  /// End of the backoff, or of the wait for an owner from before.
  var deadline: Duration?

  public init(
    number: Int, key: String, payload: Data, state: TrialState = .pending, attempt: Int = 0, failures: Int = 0,
    lastFailedAttempt: Int = 0, crashedOn: String? = nil, digest: String? = nil, acceptedAttempt: Int? = nil,
    isDiverged: Bool = false,
    checkpoints: [TrialFile] = []
  ) {
    self.number = number
    self.key = key
    self.payload = payload
    self.state = state
    self.attempt = attempt
    self.failures = failures
    self.lastFailedAttempt = lastFailedAttempt
    self.crashedOn = crashedOn
    self.digest = digest
    self.acceptedAttempt = acceptedAttempt
    self.isDiverged = isDiverged
    self.checkpoints = checkpoints
  }

  public var work: Work { Work(trial: number, attempt: attempt) }
}

/// All trials, numbered 0, 1, 2, ..., and the next one to hand out. Nothing here takes longer with more trials.
struct TrialLedger: Sendable {
  private(set) var entries: [TrialEntry]
  private(set) var unfinished: Int
  /// Numbers of all pending trials; others among them are passed over when they come up.
  private var pending = Heap<Int>()
  private var deadlines = Schedule<Int>()

  init(_ entries: [TrialEntry]) {
    precondition(entries.indices.allSatisfy { entries[$0].number == $0 }, "trials are numbered 0, 1, 2, ...")
    self.entries = entries
    unfinished = entries.count { !$0.state.isFinal }
    for entry in entries where entry.state == .pending { pending.insert(entry.number) }
  }

  subscript(number: Int) -> TrialEntry? {
    entries.indices.contains(number) ? entries[number] : nil
  }

  /// Changes an entry that exists, and keeps count.
  mutating func update(_ number: Int, _ change: (inout TrialEntry) -> Void) {
    let (oldState, oldDeadline) = (entries[number].state, entries[number].deadline)
    change(&entries[number])
    let (state, deadline) = (entries[number].state, entries[number].deadline)
    unfinished += (oldState.isFinal ? 1 : 0) - (state.isFinal ? 1 : 0)
    if state == .pending, oldState != .pending { pending.insert(number) }
    if let deadline, deadline != oldDeadline { deadlines.add(number, at: deadline) }
  }

  /// The pending trial with the lowest number.
  mutating func nextPending() -> TrialEntry? {
    while let number = pending.first {
      if entries[number].state == .pending { return entries[number] }
      pending.removeFirst()
    }
    return nil
  }

  /// A trial whose deadline has come.
  mutating func removeDue(at now: Duration) -> TrialEntry? {
    while let number = deadlines.removeDue(at: now) {
      // Another deadline may have replaced it, or none.
      if let deadline = entries[number].deadline, deadline <= now { return entries[number] }
    }
    return nil
  }
}
