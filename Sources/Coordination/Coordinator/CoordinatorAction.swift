import Foundation

/// What the coordinator's driver has to do, in this order. A `store` is durable before anything after it is begun; where
/// it cannot be made durable, nothing after it may happen.
public enum CoordinatorAction: Sendable, Equatable {
  case store(DurableChange)
  case send(CoordinatorMessage, to: PeerIdentity)
  /// A file begins to come: make room for its pieces. Where it is in place already, there is nothing to do.
  case receive(IncomingFile, from: PeerIdentity)
  /// The next piece of the file that comes from this worker.
  case write(Chunk, from: PeerIdentity)
  /// All pieces are there: check the digest, make the file durable under its name, then call `kept`.
  case keep(IncomingFile, from: PeerIdentity)
  /// The rest will not come.
  case discard(IncomingFile, from: PeerIdentity)
  /// These files of the trial are not needed any more.
  case remove([String], trial: Int)
  /// Answer with a piece of a checkpoint of this trial, or of data that were asked for, or with its absence.
  case serve(Want, trial: Int?, to: PeerIdentity)
  /// Answer with what this name of data stands for.
  case describe(DataInquiry, to: PeerIdentity)
  /// For display and log; no consequence.
  case note(SweepEvent)
}

/// A change of the study's state that must survive the coordinator.
public enum DurableChange: Sendable, Equatable {
  case leased(Work, worker: String)
  /// Pending again, without blame.
  case requeued(trial: Int)
  /// A failure of the trial's own; `crashedOn` names the worker whose process it ended.
  case failed(Work, failures: Int, reason: String, crashedOn: String?, isQuarantined: Bool)
  /// The first result: the one that counts.
  case accepted(ResultReport, worker: String)
  /// A file of the trial is on disk.
  case kept(Work, TrialFile, Offer.Kind)
  /// A later result that differs: kept beside the first.
  case contradicted(ResultReport, worker: String)
}

/// What happened, for people.
public enum SweepEvent: Sendable, Equatable {
  case joined(PeerIdentity)
  case rejected(name: String, reason: String)
  case suspect(PeerIdentity)
  /// No trial is blamed for it.
  case lost(name: String, reason: String, trial: Int?)
  case left(name: String, reason: String)
  case assigned(Work, PeerIdentity)
  /// A worker from before the coordinator's restart, or from before its lease ran out, goes on with its trial.
  case reattached(Work, PeerIdentity)
  case progressed(ProgressReport, PeerIdentity)
  case finished(trial: Int, worker: String, isDiverged: Bool, seconds: Double)
  case duplicate(Work, worker: String)
  case contradiction(Work, worker: String)
  case failed(Work, worker: String, reason: String, isQuarantined: Bool)
  /// The worker's surroundings are at fault, such as a full disk.
  case workerFault(PeerIdentity, name: String, reason: String)
  case complete
}
