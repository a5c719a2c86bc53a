/// What a worker's driver has to do, in this order.
public enum WorkerAction: Sendable, Equatable {
  case send(WorkerMessage)
  /// Start to train; the trainer reports back with `progressed`, `finished` or `failed`.
  case start(Assignment)
  /// Ask the trainer to stop at once; it still reports back.
  case cancel(Work)
  /// Send this piece of the file, which is on this machine.
  case answer(Want, Offer)
  /// The coordinator has the file, or does not want it.
  case shipped(Offer)
  /// A piece of what was fetched.
  case received(Chunk)
  /// All pieces were there.
  case fetched(digest: String)
  /// The coordinator does not have it.
  case unavailable(digest: String)
  case described(DataAnswer)
  /// The result is durable at the coordinator: its copy on this machine can go.
  case forget(Work)
  /// The coordinator knows how the previous process crashed: the note of it can go.
  case forgetCrash
  case exit(WorkerExit)
}

/// Why a worker ends.
public enum WorkerExit: Sendable, Equatable {
  /// Asked to.
  case drained(reason: String)
  /// The coordinator does not take this worker.
  case rejected(reason: String)
  /// Nothing was heard from the coordinator for the patience of the protocol.
  case abandoned
  /// This machine is at fault, such as a full disk.
  case fault(reason: String)
}
