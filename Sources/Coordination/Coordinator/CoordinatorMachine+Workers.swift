/// Who is there, and what each one is doing.
extension CoordinatorMachine {
  /// Takes a worker in, or says why not. A hello that comes again changes nothing.
  mutating func greet(
    _ hello: Hello, _ identity: PeerIdentity, _ now: Duration, _ actions: inout [CoordinatorAction]
  ) {
    if let reason = objection(to: hello) {
      actions.append(.send(.reject(Rejection(reason: reason)), to: identity))
      if roster[identity] == nil { actions.append(.note(.rejected(name: hello.name, reason: reason))) }
      return
    }
    if roster[identity] == nil {
      roster.add(
        WorkerEntry(
          identity: identity, hello: hello, lastHeard: now, request: hello.status.request,
          nextPulse: now + timing.heartbeat))
      actions.append(.note(.joined(identity)))
    } else {
      roster.update(identity) { worker in
        worker.hello = hello
        worker.lastHeard = now
        worker.isSuspect = false
      }
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
      ledger.update(work.trial) { $0.state = .running }
    } else if let entry = ledger[work.trial], entry.attempt == work.attempt, entry.owner == nil, !entry.state.isFinal,
      entry.lastFailedAttempt != work.attempt, roster[identity]?.lease == nil
    {
      ledger.update(work.trial) { entry in
        entry.state = .running
        entry.owner = identity
        entry.deadline = nil
      }
      roster.update(identity) { $0.take(work, at: now) }
      actions.append(.store(.leased(work, worker: worker.hello.name)))
      actions.append(.note(.reattached(work, identity)))
    } else {
      actions.append(.send(.cancel(Cancellation(work: work)), to: identity))
    }
  }

  mutating func note(_ report: ProgressReport, _ identity: PeerIdentity, _ actions: inout [CoordinatorAction]) {
    guard roster[identity]?.lease?.work == report.work else { return }
    ledger.update(report.work.trial) { $0.state = .running }
    roster.update(identity) { $0.progress = report }
    actions.append(.note(.progressed(report, identity)))
  }

  /// Silence: suspect, then lost. Life: a heartbeat back.
  mutating func checkWorkers(_ now: Duration, _ actions: inout [CoordinatorAction]) {
    for worker in roster.all {
      let silence = now - worker.lastHeard
      if silence >= timing.lease {
        lose(worker, reason: "silent for \(timing.lease.components.seconds) s", &actions)
        continue
      }
      if silence >= timing.suspect, !worker.isSuspect {
        roster.update(worker.identity) { $0.isSuspect = true }
        actions.append(.note(.suspect(worker.identity)))
      }
      if now >= worker.nextPulse {
        roster.update(worker.identity) { $0.nextPulse = now + timing.heartbeat }
        let pulse: CoordinatorMessage =
          isDraining ? .drain(Drain(reason: drainReason)) : .heartbeat(Pulse(epoch: terms.welcome.epoch))
        actions.append(.send(pulse, to: worker.identity))
      }
    }
  }

  /// Forgets a worker; its trial is pending again, without blame.
  mutating func lose(_ worker: WorkerEntry, reason: String, _ actions: inout [CoordinatorAction]) {
    let work = roster[worker.identity]?.lease?.work
    if let work { requeue(work, &actions) }
    roster.remove(worker.identity)
    actions.append(.note(.lost(name: worker.hello.name, reason: reason, trial: work?.trial)))
  }
}
