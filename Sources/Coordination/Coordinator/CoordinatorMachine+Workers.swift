/// Who is there, and what each one is doing.
extension CoordinatorMachine {
  /// Takes a worker in, or says why not. A hello that comes again changes nothing.
  mutating func greet(
    _ hello: Hello, _ identity: PeerIdentity, _ now: Duration, _ actions: inout [CoordinatorAction]
  ) {
    if let reason = objection(to: hello) {
      actions.append(.send(.reject(Rejection(reason: reason)), to: identity))
      if !roster.contains(identity) { actions.append(.note(.rejected(name: hello.name, reason: reason))) }
      return
    }
    if !roster.contains(identity) {
      roster.add(WorkerEntry(identity: identity, hello: hello, lastHeard: now, nextPulse: now + timing.heartbeat))
      actions.append(.note(.joined(identity)))
    } else {
      roster.update(identity) { worker in
        worker.hello = hello
        worker.lastHeard = now
        worker.isSuspect = false
      }
    }
    if let crash = hello.crash, crash.fingerprint == terms.welcome.fingerprint {
      blame(crash.work, worker: hello.name, reason: crash.reason, isCrash: true, now, &actions)
    }
    actions.append(.send(.welcome(terms.welcome), to: identity))
    if isDraining { actions.append(.send(.drain(Drain(reason: drainReason)), to: identity)) }
    // Without work the worker asks by itself once it is welcome; a status in a late hello may be old.
    if hello.status.work != nil { consider(hello.status, identity, now, &actions) }
  }

  private func objection(to hello: Hello) -> String? {
    if hello.protocolVersion != MessageCodec.protocolVersion {
      return "protocol version \(hello.protocolVersion) here, \(MessageCodec.protocolVersion) at the coordinator: "
        + "install the same heatsweep on both"
    }
    if hello.build != terms.build {
      return "build \(hello.build.prefix(12)) here, \(terms.build.prefix(12)) at the coordinator: "
        + "install the same heatsweep on both"
    }
    for (name, digest) in terms.digests.sorted(by: { $0.key < $1.key }) {
      if let other = hello.digests[name], other != digest {
        return "data '\(name)' has digest \(other.prefix(12)) here, \(digest.prefix(12)) at the coordinator: "
          + "this machine would train on other data"
      }
    }
    return nil
  }

  /// Compares what a worker says it does with what it should be doing.
  mutating func consider(
    _ status: WorkerStatus, _ identity: PeerIdentity, _ now: Duration, _ actions: inout [CoordinatorAction]
  ) {
    guard let worker = roster[identity], status.request >= worker.request else { return }
    if status.request > worker.request {
      // It is done with what we believe it holds, and did not tell: the trial goes to the next one.
      if let lease = worker.lease { requeue(lease.work, &actions) }
      roster.update(identity) { worker in
        worker.lease = nil
        worker.progress = nil
        worker.request = status.request
        worker.isWaiting = false
      }
    }
    guard let work = status.work else {
      if let lease = roster[identity]?.lease {
        // The assignment was lost, or this crossed it on the way.
        if lease.request == status.request, now - worker.leaseSent >= timing.heartbeat {
          sendLease(identity, now, &actions)
        }
      } else {
        roster.update(identity) { $0.isWaiting = true }
      }
      return
    }
    roster.update(identity) { $0.isWaiting = false }
    if roster[identity]?.lease?.work == work {
      run(work, identity, now)
    } else if let entry = ledger[work.trial], entry.attempt == work.attempt, entry.owner == nil, !entry.state.isFinal,
      entry.lastFailedAttempt != work.attempt, roster[identity]?.lease == nil
    {
      ledger.update(work.trial) { entry in
        entry.owner = identity
        entry.deadline = nil
      }
      roster.update(identity) { $0.take(work, at: now) }
      run(work, identity, now)
      actions.append(.store(.leased(work, worker: worker.hello.name)))
      actions.append(.note(.reattached(work, identity)))
    } else {
      actions.append(.send(.cancel(Cancellation(work: work)), to: identity))
    }
  }

  mutating func note(
    _ report: ProgressReport, _ identity: PeerIdentity, _ now: Duration, _ actions: inout [CoordinatorAction]
  ) {
    guard roster[identity]?.lease?.work == report.work else { return }
    run(report.work, identity, now)
    roster.update(identity) { worker in
      worker.progress = report
      worker.lease?.lastProgress = now
    }
    actions.append(.note(.progressed(report, identity)))
  }

  /// The trial's owner was heard on it: from here on it should get on.
  private mutating func run(_ work: Work, _ identity: PeerIdentity, _ now: Duration) {
    ledger.update(work.trial) { $0.state = .running }
    if roster[identity]?.lease?.lastProgress == nil { roster.update(identity) { $0.lease?.lastProgress = now } }
  }

  /// Looks at the workers that are due. Silence: suspect, then lost. Life: a heartbeat back.
  mutating func checkWorkers(_ now: Duration, _ actions: inout [CoordinatorAction]) {
    while let worker = roster.removeDue(at: now) {
      let heard = max(worker.lastHeard, awakeSince)
      let silence = now - heard
      if silence >= timing.lease {
        lose(worker, reason: "silent for \(timing.lease.components.seconds) s", &actions)
        continue
      }
      if silence >= timing.suspect, !worker.isSuspect {
        // It goes to the end of the line when it is heard again.
        roster.update(worker.identity) { worker in
          worker.isSuspect = true
          worker.isWaiting = false
        }
        actions.append(.note(.suspect(worker.identity)))
      }
      if let lease = worker.lease, let progress = lease.lastProgress, now - max(progress, awakeSince) >= timing.stall {
        stop(lease.work, worker, now, &actions)
      }
      if now >= worker.nextPulse {
        roster.update(worker.identity) { $0.nextPulse = now + timing.heartbeat }
        let pulse: CoordinatorMessage =
          isDraining ? .drain(Drain(reason: drainReason)) : .heartbeat(Pulse(epoch: terms.welcome.epoch))
        actions.append(.send(pulse, to: worker.identity))
      }
      let silenceEnds = heard + (silence < timing.suspect ? timing.suspect : timing.lease)
      let pulse = roster[worker.identity]?.nextPulse ?? now + timing.heartbeat
      roster.look(at: worker, at: min(pulse, silenceEnds))
    }
  }

  /// A trial whose worker beats and that gets nowhere: a failure of its own.
  private mutating func stop(
    _ work: Work, _ worker: WorkerEntry, _ now: Duration, _ actions: inout [CoordinatorAction]
  ) {
    let reason = "no progress for \(timing.stall.components.seconds) s"
    blame(work, worker: worker.hello.name, reason: reason, now, &actions)
    // The worker says in every heartbeat what it trains, and is told again if this is lost.
    actions.append(.send(.cancel(Cancellation(work: work)), to: worker.identity))
  }

  /// Forgets a worker; its trial is pending again, without blame.
  mutating func lose(_ worker: WorkerEntry, reason: String, _ actions: inout [CoordinatorAction]) {
    let work = roster[worker.identity]?.lease?.work
    if let work { requeue(work, &actions) }
    roster.remove(worker.identity)
    abandon(worker.identity, &actions)
    actions.append(.note(.lost(name: worker.hello.name, reason: reason, trial: work?.trial)))
  }
}
