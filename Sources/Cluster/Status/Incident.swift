/// Something that was lost, tried again or refused, kept in `study.sqlite` with its time.
public struct Incident: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// A worker disappeared with a trial in hand.
    case workerLost = "worker_lost"
    /// A trial went back without blame: its worker was lost, gave it back, or the coordinator began anew.
    case trialRequeued = "trial_requeued"
    /// A trial failed on its own, and is tried again.
    case failureRetried = "failure_retried"
    /// A trial failed on its own too often.
    case quarantined
    /// A worker delivered once more what it had delivered: an acknowledgement was late or lost.
    case duplicateResult = "duplicate_result"
    /// A worker that had lost its trial delivered a result after another's had been accepted: the same one, and not counted.
    case fencedResult = "fenced_result"
    /// A result that differs from the accepted one; both are kept.
    case contradiction
  }

  public var kind: Kind
  /// In seconds since 1970.
  public var time: Double
  /// Number of the trial.
  public var trial: Int?
  public var attempt: Int?
  /// Name of the worker.
  public var worker: String?
  /// In one line.
  public var reason: String?

  public init(
    _ kind: Kind, time: Double, trial: Int? = nil, attempt: Int? = nil, worker: String? = nil, reason: String? = nil
  ) {
    self.kind = kind
    self.time = time
    self.trial = trial
    self.attempt = attempt
    self.worker = worker
    self.reason = reason
  }
}

/// How often each kind of incident came to pass, over all starts of the coordinator.
public struct IncidentCounts: Codable, Sendable, Equatable {
  public var workersLost = 0
  public var trialsRequeued = 0
  public var failuresRetried = 0
  public var quarantines = 0
  public var duplicateResults = 0
  public var fencedResults = 0
  public var contradictions = 0

  public init() {}

  public subscript(kind: Incident.Kind) -> Int {
    get { self[keyPath: Self.path(kind)] }
    set { self[keyPath: Self.path(kind)] = newValue }
  }

  private static func path(_ kind: Incident.Kind) -> WritableKeyPath<IncidentCounts, Int> {
    switch kind {
    case .workerLost: \.workersLost
    case .trialRequeued: \.trialsRequeued
    case .failureRetried: \.failuresRetried
    case .quarantined: \.quarantines
    case .duplicateResult: \.duplicateResults
    case .fencedResult: \.fencedResults
    case .contradiction: \.contradictions
    }
  }
}
