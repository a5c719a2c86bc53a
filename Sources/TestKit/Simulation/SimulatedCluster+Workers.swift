import Coordination

/// The workers' processes, what they train, and their disks.
extension SimulatedCluster {
  mutating func startWorker(_ slot: Int) {
    workers[slot].process.incarnation += 1
    let process = workers[slot].process
    let identity = PeerIdentity(process.description)
    processes[identity] = process
    workers[slot].identity = identity
    workers[slot].training = nil
    workers[slot].pausedUntil = .zero
    let profile = WorkerMachine.Profile(
      build: "b", digests: [:], threads: 1, name: "worker-\(slot)", host: "h", process: 1, crash: workers[slot].crash)
    workers[slot].machine = WorkerMachine(
      profile: profile, timing: timing, seed: random.next(), now: workers[slot].clock(now))
    note(.workerStarted(process))
    schedule.add(.workerTick(process), at: now)
  }

  mutating func handle(_ event: Event, at slot: Int) throws {
    let time = workers[slot].clock(now)
    switch event {
    case .workerTick(let process):
      schedule.add(.workerTick(process), at: now + Self.tick)
      if let end = mayBegin(faults.cut, longest: faults.longestCut) {
        network.cut(slot: slot, until: end, using: &random)
      }
      workers[slot].diskFullUntil =
        mayBegin(faults.workerDiskFull, longest: faults.longestDiskFull) ?? workers[slot].diskFullUntil
      if let end = mayBegin(faults.workerPause, longest: faults.longestPause) {
        workers[slot].pausedUntil = end
        schedule.add(.workerWakes(process), at: end)
        return
      }
      try perform(workers[slot].machine?.tick(at: time) ?? [], slot)
    case .toWorker(let message, _): try perform(workers[slot].machine?.receive(message, at: time) ?? [], slot)
    case .prepares(let work, _): if workers[slot].training?.work == work { try prepare(work, slot) }
    case .steps(let work, _): if workers[slot].training?.work == work { try step(work, slot) }
    case .stopped(let work, _): try perform(workers[slot].machine?.stopped(work, at: time) ?? [], slot)
    default: break
    }
  }

  /// Carries out a worker's actions one by one; its process may die before any of them.
  mutating func perform(_ actions: [WorkerAction], _ slot: Int) throws {
    let process = workers[slot].process
    for action in actions {
      if mayDie(slot) { return }
      switch action {
      case .send(let message): try send(message, slot)
      case .start(let assignment):
        workers[slot].training = SimulatedTraining(work: assignment.work, candidates: assignment.checkpoints[...])
        schedule.add(.prepares(assignment.work, process), at: now)
      case .cancel(let work):
        guard workers[slot].training?.work == work, !hangs(work) else { continue }
        workers[slot].training = nil
        schedule.add(.stopped(work, process), at: now + .milliseconds(100))
      case .forget(let work):
        workers[slot].files[work.trial] = nil
        if workers[slot].held.removeValue(forKey: work.trial) != nil { note(.forgot(work, process)) }
      case .forgetCrash: workers[slot].crash = nil
      case .answer(let want, let offer): try answer(want, offer, slot)
      case .received(let chunk): workers[slot].training?.fetched.append(chunk.payload)
      case .fetched: endFetching(slot, isThere: true)
      case .unavailable: endFetching(slot, isThere: false)
      case .shipped, .described: break
      case .exit(let reason):
        workers[slot].machine = nil
        switch reason {
        case .drained, .fault: note(.workerLeft(process, isServed: true))
        case .rejected, .abandoned: note(.workerLeft(process, isServed: false))
        }
        // Only a complete sweep may see its workers go; before that a supervisor starts another one.
        if coordinator?.isComplete != true { schedule.add(.workerStarts(slot: slot), at: now + restartDelay()) }
        return
      }
    }
  }

  mutating func send(_ message: WorkerMessage, _ slot: Int) throws {
    let message = usesCodec ? try MessageCodec.decodeWorkerMessage(MessageCodec.encode(message)) : message
    for delay in network.arrivals(slot: slot, towardsCoordinator: true, at: now, using: &random) {
      schedule.add(.toCoordinator(message, workers[slot].identity), at: now + delay)
    }
  }

  /// Kills a worker's process, perhaps.
  mutating func mayDie(_ slot: Int) -> Bool {
    defer { workerActions += 1 }
    guard happens(faults.workerDeath) || workerActions == faults.workerDiesBefore else { return false }
    end(slot, crash: nil)
    return true
  }

  mutating func end(_ slot: Int, crash work: Work?) {
    let process = workers[slot].process
    workers[slot].machine = nil
    note(.workerDied(process))
    if random.happens(faults.notice) {
      schedule.add(.endNoticed(workers[slot].identity, crash: work.map { "\($0.text) crashed" }), at: now)
    } else if let work {
      workers[slot].crash = Crash(work: work, fingerprint: "f", reason: "crashed")
    }
    schedule.add(.workerStarts(slot: slot), at: now + restartDelay())
  }

  private mutating func restartDelay() -> Duration { random.duration(upTo: faults.restart) }
}
