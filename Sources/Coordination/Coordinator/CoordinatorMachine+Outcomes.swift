/// What becomes of a trial: results, failures, another try.
extension CoordinatorMachine {
  /// The first durable result counts, whichever attempt it came from; a later one is compared with it.
  mutating func take(
    _ report: ResultReport, _ identity: PeerIdentity, _ now: Duration, _ actions: inout [CoordinatorAction]
  ) {
    let worker = roster[identity]?.hello.name ?? "\(identity)"
    guard let entry = ledger[report.work.trial] else {
      actions.append(acknowledge(report.work, .unknown, identity))
      return
    }
    if let digest = entry.digest {
      let isSame = digest == report.digest
      if !isSame {
        actions.append(.store(.contradicted(report, worker: worker)))
        actions.append(.note(.contradiction(report.work, worker: worker)))
      } else {
        actions.append(.note(.duplicate(report.work, worker: worker)))
      }
      finish(report.request, identity, &actions)
      actions.append(acknowledge(report.work, isSame ? .duplicate : .contradiction, identity))
      return
    }
    let owner = entry.owner
    let since = owner.flatMap { roster[$0]?.lease?.since } ?? now
    actions.append(.store(.accepted(report, worker: worker)))
    ledger.update(report.work.trial) { entry in
      entry.state = .done
      entry.digest = report.digest
      entry.acceptedAttempt = report.work.attempt
      entry.isDiverged = report.isDiverged
      entry.checkpoints = []
      entry.owner = nil
      entry.deadline = nil
    }
    finish(report.request, identity, &actions)
    actions.append(acknowledge(report.work, .accepted, identity))
    remove(entry.checkpoints, of: report.work.trial, &actions)
    if let owner, owner != identity, let superseded = roster[owner]?.lease?.work {
      roster.update(owner) { $0.lease = nil }
      actions.append(.send(.cancel(Cancellation(work: superseded)), to: owner))
    }
    let seconds = (now - since) / .seconds(1)
    actions.append(
      .note(.finished(trial: report.work.trial, worker: worker, isDiverged: report.isDiverged, seconds: seconds)))
  }

  mutating func take(
    _ report: FailureReport, _ identity: PeerIdentity, _ now: Duration, _ actions: inout [CoordinatorAction]
  ) {
    guard let worker = roster[identity] else { return }
    switch report.cause {
    case .trial:
      let reason = ([report.reason] + report.logTail).joined(separator: "\n")
      blame(report.work, worker: worker.hello.name, reason: reason, now, &actions)
    case .worker:
      requeue(report.work, ownedBy: identity, &actions)
      actions.append(.note(.workerFault(identity, name: worker.hello.name, reason: report.reason)))
    }
    finish(report.request, identity, &actions)
    actions.append(acknowledge(report.work, .noted, identity))
  }

  /// Counts a failure of the trial's own, once for each attempt. A report of an attempt that is over is too late to count, but
  /// that of a crash is not: it may come only with the worker's next process, and a trial that kills must not go on killing.
  mutating func blame(
    _ work: Work, worker: String, reason: String, isCrash: Bool = false, _ now: Duration,
    _ actions: inout [CoordinatorAction]
  ) {
    guard let entry = ledger[work.trial], !entry.state.isFinal, work.attempt > entry.lastFailedAttempt,
      work.attempt == entry.attempt || isCrash && work.attempt < entry.attempt
    else { return }
    let failures = entry.failures + 1
    let hasKilledTwo = isCrash && entry.crashedOn.map { $0 != worker } ?? false
    let isQuarantined = failures >= timing.failuresUntilQuarantine || hasKilledTwo
    if let owner = entry.owner {
      roster.update(owner) { $0.lease = nil }
      if work != entry.work { actions.append(.send(.cancel(Cancellation(work: entry.work)), to: owner)) }
    }
    ledger.update(work.trial) { entry in
      entry.failures = failures
      entry.lastFailedAttempt = entry.attempt
      if isCrash { entry.crashedOn = worker }
      entry.owner = nil
      entry.state = isQuarantined ? .quarantined : .backoff
      entry.deadline = now + timing.failureBackoff.wait(failures - 1)
    }
    actions.append(
      .store(
        .failed(
          entry.work, failures: failures, reason: reason, crashedOn: isCrash ? worker : nil,
          isQuarantined: isQuarantined)))
    actions.append(.note(.failed(entry.work, worker: worker, reason: reason, isQuarantined: isQuarantined)))
  }

  /// Puts a trial back without blame, if this is still its latest attempt.
  mutating func requeue(_ work: Work, ownedBy owner: PeerIdentity? = nil, _ actions: inout [CoordinatorAction]) {
    guard let entry = ledger[work.trial], !entry.state.isFinal, entry.attempt == work.attempt,
      entry.state == .leased || entry.state == .running, owner == nil || entry.owner == owner
    else { return }
    if let owner = entry.owner { roster.update(owner) { $0.lease = nil } }
    ledger.update(work.trial) { entry in
      entry.state = .pending
      entry.owner = nil
      entry.deadline = nil
    }
    actions.append(.store(.requeued(trial: work.trial)))
  }

  /// Backoffs that are over, and leases from before the restart whose worker did not come back.
  mutating func checkTrials(_ now: Duration, _ actions: inout [CoordinatorAction]) {
    while let entry = ledger.removeDue(at: now) {
      ledger.update(entry.number) { entry in
        entry.deadline = nil
        if entry.state == .backoff { entry.state = .pending }
      }
      if entry.state == .leased, entry.owner == nil { requeue(entry.work, &actions) }
    }
  }

  /// The worker is done with this request: it holds nothing until it asks again.
  private mutating func finish(_ request: Int, _ identity: PeerIdentity, _ actions: inout [CoordinatorAction]) {
    guard let worker = roster[identity], request >= worker.request else { return }
    // Only where it delivered something else than what it was given last.
    if let lease = worker.lease { requeue(lease.work, ownedBy: identity, &actions) }
    roster.update(identity) { worker in
      worker.lease = nil
      worker.progress = nil
      worker.isWaiting = false
      worker.request = request + 1
    }
  }

  private func acknowledge(
    _ work: Work, _ verdict: Acknowledgement.Verdict, _ identity: PeerIdentity
  ) -> CoordinatorAction {
    .send(.acknowledge(Acknowledgement(work: work, verdict: verdict)), to: identity)
  }
}
