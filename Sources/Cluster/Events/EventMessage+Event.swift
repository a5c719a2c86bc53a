import Coordination

extension EventMessage {
  /// - Parameters:
  ///   - workers: where those run that the event names.
  ///   - sequence: number of the message.
  ///   - time: seconds since 1970.
  init(
    _ event: SweepEvent, in machine: CoordinatorMachine, workers: KnownWorkers, sequence: Int, time: Double, epoch: Int
  ) {
    self.init(Kind(event), sequence: sequence, time: time, epoch: epoch)
    switch event {
    case .joined(let identity), .suspect(let identity): about(machine.worker(identity)?.hello.name, workers)
    case .rejected(let name, let reason), .left(let name, let reason):
      about(name, workers)
      self.reason = reason.oneLine
    case .lost(let name, let reason, let trial):
      about(name, workers)
      about(trial: trial, in: machine)
      self.reason = reason.oneLine
    case .assigned(let work, let identity), .reattached(let work, let identity):
      about(machine.worker(identity)?.hello.name, workers)
      about(work, in: machine)
    case .progressed(let report, let identity):
      about(machine.worker(identity)?.hello.name, workers)
      about(report.work, in: machine)
      fraction = report.fraction.rounded(places: 3)
      description = report.description
    case .finished(let trial, let worker, let isDiverged, let seconds):
      about(worker, workers)
      about(trial: trial, in: machine)
      attempt = entry(trial, in: machine)?.acceptedAttempt
      self.isDiverged = isDiverged
      self.seconds = seconds.rounded(places: 3)
    case .duplicate(let work, let worker), .contradiction(let work, let worker):
      about(worker, workers)
      about(work, in: machine)
    case .failed(let work, let worker, let reason, let isQuarantined):
      about(worker, workers)
      about(work, in: machine)
      self.isQuarantined = isQuarantined
      self.reason = reason.oneLine
    case .workerFault(_, let name, let reason):
      about(name, workers)
      self.reason = reason.oneLine
    case .complete: break
    }
  }

  private mutating func about(_ name: String?, _ workers: KnownWorkers) {
    worker = name
    let known = name.flatMap { workers[$0] }
    host = known?.host
    process = known?.process
  }

  private mutating func about(_ work: Work, in machine: CoordinatorMachine) {
    about(trial: work.trial, in: machine)
    attempt = work.attempt
  }

  private mutating func about(trial number: Int?, in machine: CoordinatorMachine) {
    self.number = number
    trial = number.flatMap { entry($0, in: machine)?.key }
  }

  private func entry(_ trial: Int, in machine: CoordinatorMachine) -> TrialEntry? {
    machine.trials.indices.contains(trial) ? machine.trials[trial] : nil
  }
}

extension EventMessage.Kind {
  init(_ event: SweepEvent) {
    self =
      switch event {
      case .joined: .joined
      case .rejected: .rejected
      case .suspect: .suspect
      case .lost: .lost
      case .left: .left
      case .assigned: .assigned
      case .reattached: .reattached
      case .progressed: .progressed
      case .finished: .finished
      case .duplicate: .duplicate
      case .contradiction: .contradiction
      case .failed: .failed
      case .workerFault: .workerFault
      case .complete: .complete
      }
  }
}
