import Coordination

extension Incident {
  /// What an event means for the record; nil where nothing was lost or refused. What the coordinator's durable changes tell
  /// by themselves, such as a trial that goes back, is recorded with them.
  init?(_ event: SweepEvent, in machine: CoordinatorMachine, time: Double) {
    switch event {
    case .lost(let name, let reason, .some(let trial)):
      self.init(.workerLost, time: time, trial: trial, worker: name, reason: reason.oneLine)
    case .duplicate(let work, let worker):
      let accepted = machine.trials.indices.contains(work.trial) ? machine.trials[work.trial].acceptedAttempt : nil
      self.init(
        accepted == work.attempt ? .duplicateResult : .fencedResult, time: time, trial: work.trial,
        attempt: work.attempt, worker: worker)
    default: return nil
    }
  }
}

extension String {
  /// The first line, as a terminal may show it: bounded and without control characters.
  var oneLine: String { String(split(whereSeparator: \.isNewline).first ?? "").plain() }
}
