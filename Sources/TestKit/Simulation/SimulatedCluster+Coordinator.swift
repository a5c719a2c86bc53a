import Coordination
import Foundation

/// The coordinator's process and its disk.
extension SimulatedCluster {
  private var coordinatorTime: Duration { now - coordinatorStarted }

  mutating func startCoordinator() {
    guard now >= store.fullUntil else {
      // It cannot write down that it started.
      schedule.add(.coordinatorStarts, at: store.fullUntil + random.duration(upTo: faults.restart))
      return
    }
    store.epoch += 1
    coordinatorStarted = now
    let welcome = Welcome(epoch: store.epoch, study: "simulated", fingerprint: "f", host: "h", directory: "/")
    coordinator = CoordinatorMachine(
      trials: store.entries(), terms: .init(welcome: welcome, build: "b", digests: [:]), timing: timing,
      reattachment: timing.lease, now: coordinatorTime)
    note(.coordinatorStarted(epoch: store.epoch))
    schedule.add(.coordinatorTick(epoch: store.epoch), at: now)
  }

  mutating func handleAtCoordinator(_ event: Event) throws {
    let time = coordinatorTime
    switch event {
    case .coordinatorTick(let epoch):
      guard epoch == store.epoch else { return }
      schedule.add(.coordinatorTick(epoch: epoch), at: now + Self.tick)
      store.fullUntil = mayBegin(faults.coordinatorDiskFull, longest: faults.longestDiskFull) ?? store.fullUntil
      if let end = mayBegin(faults.coordinatorPause, longest: faults.longestPause) {
        coordinatorPausedUntil = end
        schedule.add(.coordinatorWakes(epoch: epoch), at: end)
        return
      }
      try perform(coordinator?.tick(at: time) ?? [])
    case .toCoordinator(let message, let identity):
      if let process = processes[identity] { note(.heard(process)) }
      try perform(coordinator?.receive(message, from: identity, at: time) ?? [])
    case .keeps(let file, let identity, let epoch): if epoch == store.epoch { try keep(file, identity) }
    case .endNoticed(let identity, let crash):
      try perform(coordinator?.workerEnded(identity, crash: crash, at: time) ?? [])
    default: break
    }
  }

  /// Carries out a coordinator's actions one by one; it may die before any of them.
  private mutating func perform(_ actions: [CoordinatorAction]) throws {
    var actions = actions
    sabotage?(&actions)
    for (index, action) in actions.enumerated() {
      defer { coordinatorActions += 1 }
      if happens(faults.coordinatorDeath) || coordinatorActions == faults.coordinatorDiesBefore {
        endCoordinator()
        return
      }
      switch action {
      case .store(let change):
        guard now >= store.fullUntil else {
          endCoordinator()
          return
        }
        store.apply(change)
        note(change, actions[index...])
      case .send(let message, let identity): try send(message, to: identity)
      case .note: break
      case .receive(_, let identity): drafts[identity] = Data()
      case .write(let chunk, let identity):
        var piece = Data(chunk.payload)
        if happens(faults.damage) { piece[0] ^= 1 }
        drafts[identity]?.append(piece)
      case .keep(let file, let identity):
        // Flushing takes a disk its time; other things go on.
        schedule.add(.keeps(file, identity, epoch: store.epoch), at: now + random.duration(upTo: 1))
      case .discard(_, let identity): drafts[identity] = nil
      case .remove(let names, let trial): for name in names { remove(name, of: trial) }
      case .serve(let want, let trial, let identity): try send(answer(want, trial), to: identity)
      case .describe: break  // Trials here train on nothing.
      }
    }
  }

  /// All of a file's pieces have come.
  private mutating func keep(_ file: IncomingFile, _ identity: PeerIdentity) throws {
    guard now >= store.fullUntil else {
      endCoordinator()
      return
    }
    let bytes = drafts.removeValue(forKey: identity) ?? Data()
    let isIntact = TrialFile.digest(bytes) == file.file.digest
    if isIntact {
      store.write(bytes, file.file.name, of: file.work.trial)
      note(.fileWritten(trial: file.work.trial, file.file.name))
    }
    try perform(coordinator?.kept(file, from: identity, isIntact: isIntact) ?? [])
  }

  private mutating func remove(_ name: String, of trial: Int) {
    if store.remove(name, of: trial) { note(.fileRemoved(trial: trial, name)) }
  }

  /// A piece of a recorded checkpoint, or its absence.
  private func answer(_ want: Want, _ trial: Int?) -> CoordinatorMessage {
    let row = trial.map { store.rows[$0] }
    let file = row?.checkpoints.first { $0.digest == want.digest }
    guard let bytes = file.flatMap({ row?.files[$0.name] }) else { return .absent(Absence(digest: want.digest)) }
    return .chunk(Chunk(want, of: bytes))
  }

  private mutating func endCoordinator() {
    coordinator = nil
    drafts = [:]
    note(.coordinatorDied)
    schedule.add(.coordinatorStarts, at: now + random.duration(upTo: faults.restart))
  }

  private mutating func send(_ message: CoordinatorMessage, to identity: PeerIdentity) throws {
    guard let process = processes[identity] else { return }
    switch message {
    case .assign(let assignment): note(.assigned(assignment.work, process))
    case .acknowledge(let answer): note(.acknowledged(answer.work, answer.verdict, process))
    case .receipt(let receipt) where receipt.verdict == .durable:
      note(.receipted(trial: receipt.work.trial, digest: receipt.digest, process))
    default: break
    }
    let message = usesCodec ? try MessageCodec.decodeCoordinatorMessage(MessageCodec.encode(message)) : message
    for delay in network.arrivals(slot: process.slot, towardsCoordinator: false, at: now, using: &random) {
      schedule.add(.toWorker(message, process), at: now + delay)
    }
  }

  /// - Parameter following: the actions that begin with the change: they say which process a trial was leased to.
  private mutating func note(_ change: DurableChange, _ following: ArraySlice<CoordinatorAction>) {
    switch change {
    case .leased(let work, _):
      for action in following {
        switch action {
        case .note(.assigned(work, let identity)), .note(.reattached(work, let identity)):
          if let process = processes[identity] { note(.leased(work, process)) }
          return
        default: break
        }
      }
    case .requeued(let trial): note(.requeued(trial: trial))
    case .failed(let work, let failures, _, _, let isQuarantined):
      note(.failed(work, failures: failures, isQuarantined: isQuarantined))
    case .accepted(let report, _): note(.accepted(report.work, digest: report.digest))
    case .contradicted(let report, _): note(.contradicted(report.work, digest: report.digest))
    case .kept(let work, let file, _): note(.fileKept(work, file.name, digest: file.digest))
    }
  }
}
