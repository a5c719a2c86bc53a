/// The coordinator's rules as a plain value: a message or the time goes in, actions come out. No socket, clock or disk.
///
/// Trials go pending -> leased -> running -> done; a lost worker's trial is pending again without blame; a trial that
/// fails on its own, crashes its worker or gets nowhere waits, is tried again, and is quarantined after three such failures or
/// crashes of two workers. A message costs the same with five workers as with five thousand.
public struct CoordinatorMachine: Sendable {
  /// What a worker must match to be taken in, and what it is told.
  public struct Terms: Sendable {
    public var welcome: Welcome
    public var build: String
    public var digests: [String: String]

    public init(welcome: Welcome, build: String, digests: [String: String]) {
      self.welcome = welcome
      self.build = build
      self.digests = digests
    }
  }

  let terms: Terms
  let timing: Timing
  var ledger: TrialLedger
  var roster = WorkerRoster()
  /// One a worker at a time.
  var incoming: [PeerIdentity: IncomingFile] = [:]
  /// When to ask for the next piece of them again.
  var wants = Schedule<PeerIdentity>()
  var isDraining = false
  var drainReason = "the study is complete"
  private var hasAnnouncedCompletion = false
  /// When it last did something, and when it last woke from a time without.
  private var lastActive: Duration
  var awakeSince: Duration

  /// - Parameters:
  ///   - trials: numbered 0, 1, 2, ... in order, as the store has them.
  ///   - reattachment: how long trials that were handed out before this start wait for their worker to come back.
  public init(trials: [TrialEntry], terms: Terms, timing: Timing, reattachment: Duration, now: Duration) {
    self.terms = terms
    self.timing = timing
    lastActive = now
    awakeSince = now
    ledger = TrialLedger(trials)
    for entry in trials where !entry.state.isFinal && entry.state != .pending {
      ledger.update(entry.number) { entry in
        entry.owner = nil
        // Backoffs are not kept across a restart: it was a wait already.
        entry.state = entry.state == .backoff || reattachment <= .zero ? .pending : .leased
        entry.deadline = entry.state == .leased ? now + reattachment : nil
      }
    }
  }

  public var trials: [TrialEntry] { ledger.entries }
  /// In the order in which they came; takes time that grows with them.
  public var workers: [WorkerEntry] { roster.all }
  /// A worker that said hello and is there.
  public func worker(_ identity: PeerIdentity) -> WorkerEntry? { roster[identity] }
  /// Whether every trial is done or given up.
  public var isComplete: Bool { ledger.unfinished == 0 }

  /// Takes a message from a worker.
  public mutating func receive(
    _ message: WorkerMessage, from identity: PeerIdentity, at now: Duration
  ) -> [CoordinatorAction] {
    var actions: [CoordinatorAction] = []
    noteActivity(now)
    if case .hello(let hello) = message {
      greet(hello, identity, now, &actions)
    } else if roster.contains(identity) {
      roster.update(identity) { worker in
        worker.lastHeard = now
        worker.isSuspect = false
      }
      handle(message, identity, now, &actions)
    } else if case .bye = message {
      return []
    } else {
      return [.send(.resync(Resync(epoch: terms.welcome.epoch)), to: identity)]
    }
    dispatch(now, &actions)
    announceCompletion(&actions)
    return actions
  }

  /// Lets time pass: leases and backoffs end, heartbeats are due. To be called a few times a second.
  public mutating func tick(at now: Duration) -> [CoordinatorAction] {
    var actions: [CoordinatorAction] = []
    noteActivity(now)
    checkWorkers(now, &actions)
    checkTrials(now, &actions)
    checkFiles(now, &actions)
    dispatch(now, &actions)
    announceCompletion(&actions)
    return actions
  }

  /// Hands out nothing more and asks every worker to keep its checkpoint and leave.
  public mutating func drain(reason: String, at now: Duration) -> [CoordinatorAction] {
    isDraining = true
    drainReason = reason
    return roster.all.map { .send(.drain(Drain(reason: reason)), to: $0.identity) }
  }

  /// A worker's process is known to have ended.
  /// - Parameter crash: why the trial is to blame, for a process that crashed; nil for one that was killed or just ended.
  public mutating func workerEnded(
    _ identity: PeerIdentity, crash: String?, at now: Duration
  ) -> [CoordinatorAction] {
    guard let worker = roster[identity] else { return [] }
    var actions: [CoordinatorAction] = []
    if let crash, let work = worker.lease?.work {
      blame(work, worker: worker.hello.name, reason: crash, isCrash: true, now, &actions)
    }
    lose(worker, reason: "its process ended", &actions)
    dispatch(now, &actions)
    announceCompletion(&actions)
    return actions
  }

  /// A worker may take part no more, because its key was revoked for instance: it is told so, and loses its trial.
  public mutating func expel(_ identity: PeerIdentity, reason: String, at now: Duration) -> [CoordinatorAction] {
    guard let worker = roster[identity] else { return [] }
    var actions: [CoordinatorAction] = [.send(.reject(Rejection(reason: reason)), to: identity)]
    lose(worker, reason: reason, &actions)
    dispatch(now, &actions)
    announceCompletion(&actions)
    return actions
  }

  private mutating func handle(
    _ message: WorkerMessage, _ identity: PeerIdentity, _ now: Duration, _ actions: inout [CoordinatorAction]
  ) {
    switch message {
    case .hello: break  // Greeted before it came here.
    case .ready(let ready): consider(WorkerStatus(request: ready.request, work: nil), identity, now, &actions)
    case .heartbeat(let status): consider(status, identity, now, &actions)
    case .progress(let report): note(report, identity, now, &actions)
    case .result(let report): take(report, identity, now, &actions)
    case .failure(let report): take(report, identity, now, &actions)
    case .offer(let offer): consider(offer, identity, now, &actions)
    case .chunk(let chunk): take(chunk, identity, now, &actions)
    case .want(let want): serve(want, identity, &actions)
    case .inquire(let inquiry): actions.append(.describe(inquiry, to: identity))
    case .bye(let bye):
      guard let worker = roster[identity] else { return }
      if let work = worker.lease?.work { requeue(work, &actions) }
      roster.remove(identity)
      abandon(identity, &actions)
      actions.append(.note(.left(name: worker.hello.name, reason: bye.reason)))
    }
  }

  /// Gives pending trials, the lowest number first, to waiting workers, the one that waited longest first.
  private mutating func dispatch(_ now: Duration, _ actions: inout [CoordinatorAction]) {
    guard !isDraining else { return }
    while let next = ledger.nextPending(), let worker = roster.firstWaiting() {
      let work = Work(trial: next.number, attempt: next.attempt + 1)
      ledger.update(next.number) { entry in
        entry.state = .leased
        entry.attempt = work.attempt
        entry.owner = worker.identity
        entry.deadline = nil
      }
      actions.append(.store(.leased(work, worker: worker.hello.name)))
      roster.update(worker.identity) { $0.take(work, at: now) }
      sendLease(worker.identity, now, &actions)
      actions.append(.note(.assigned(work, worker.identity)))
    }
  }

  /// Sends the assignment of the trial that a worker holds; also when the first one was lost.
  mutating func sendLease(_ identity: PeerIdentity, _ now: Duration, _ actions: inout [CoordinatorAction]) {
    guard let lease = roster[identity]?.lease, let entry = ledger[lease.work.trial] else { return }
    roster.update(identity) { $0.leaseSent = now }
    let assignment = Assignment(
      work: lease.work, request: lease.request, key: entry.key, checkpoints: entry.checkpoints, payload: entry.payload)
    actions.append(.send(.assign(assignment), to: identity))
  }

  /// Where this process was stopped, or waited for a disk, its workers' words wait to be read: their silence counts from now.
  private mutating func noteActivity(_ now: Duration) {
    if now - lastActive >= timing.suspect { awakeSince = now }
    lastActive = now
  }

  private mutating func announceCompletion(_ actions: inout [CoordinatorAction]) {
    guard isComplete, !hasAnnouncedCompletion else { return }
    hasAnnouncedCompletion = true
    isDraining = true
    actions.append(.note(.complete))
    actions += roster.all.map { .send(.drain(Drain(reason: drainReason)), to: $0.identity) }
  }
}

extension WorkerEntry {
  mutating func take(_ work: Work, at now: Duration) {
    lease = Lease(work: work, request: request, since: now)
    isWaiting = false
    progress = nil
  }
}
