/// A worker's rules as a plain value: a message, the trainer's word or the time goes in, actions come out.
///
/// One thing at a time: ask for a trial, train it, deliver until acknowledged, ask again. A worker that is cut off goes on
/// training; what it holds is delivered when its coordinator, or the coordinator's next start, answers.
public struct WorkerMachine: Sendable {
  /// How a worker presents itself; the status is filled in.
  public struct Profile: Sendable {
    public var build: String
    public var digests: [String: String]
    public var threads: Int
    public var name: String
    public var host: String
    public var process: Int
    /// How the previous process on this machine ended, if it crashed and no coordinator knows yet.
    public var crash: Crash?

    public init(
      build: String, digests: [String: String], threads: Int, name: String, host: String, process: Int,
      crash: Crash? = nil
    ) {
      self.build = build
      self.digests = digests
      self.threads = threads
      self.name = name
      self.host = host
      self.process = process
      self.crash = crash
    }
  }

  enum Task: Sendable, Equatable {
    case idle
    case training(Work)
    /// The trainer was asked to stop and has not stopped yet.
    case stopping(Work)
    /// Products first, then the message.
    case delivering(WorkerMessage, Work, products: [Offer])
  }

  private var profile: Profile
  let timing: Timing
  var random: SplitMix64
  var task = Task.idle
  /// Grows each time the worker is done with something.
  private var request = 1
  public private(set) var welcome: Welcome?
  /// Whether the coordinator has answered the latest hello.
  private(set) var isKnown = false
  private var exitReason: WorkerExit?
  private var hasExited = false
  private var lastHeard: Duration
  private var vainHellos = 0
  private var nextHello: Duration
  private var nextHeartbeat: Duration
  private var stopDeadline: Duration = .zero
  private var vainDeliveries = 0
  private var nextDelivery: Duration = .zero
  var outgoing = OutgoingFiles()
  var download: FileDownload?

  /// - Parameter seed: of the jitter; differs from worker to worker.
  public init(profile: Profile, timing: Timing, seed: UInt64, now: Duration) {
    self.profile = profile
    self.timing = timing
    random = SplitMix64(seed: seed)
    lastHeard = now
    nextHello = now
    nextHeartbeat = now
  }

  /// What it holds: trained, or waiting to be acknowledged.
  public var work: Work? {
    switch task {
    case .idle: nil
    case .training(let work), .stopping(let work), .delivering(_, let work, _): work
    }
  }

  private var status: WorkerStatus { WorkerStatus(request: request, work: work) }

  /// Takes a message from the coordinator.
  public mutating func receive(_ message: CoordinatorMessage, at now: Duration) -> [WorkerAction] {
    guard !hasExited else { return [] }
    lastHeard = now
    switch message {
    case .welcome(let welcome): return enter(welcome, now)
    case .reject(let rejection): return leave(.rejected(reason: rejection.reason), now)
    case .resync: return sayHello(now)
    case .heartbeat: return []
    case .assign(let assignment):
      guard isKnown, task == .idle, assignment.request == request, exitReason == nil else { return [] }
      task = .training(assignment.work)
      return [.start(assignment), .send(.heartbeat(status))]
    case .acknowledge(let acknowledgement):
      guard case .delivering(let message, let work, _) = task, work == acknowledgement.work else { return [] }
      // After a failure the trial goes on somewhere, perhaps here, from what is there.
      if case .result = message { return [.forget(work)] + settle(now) }
      return settle(now)
    case .cancel(let cancellation):
      guard task == .training(cancellation.work) else { return [] }
      return stop(cancellation.work, now)
    case .drain(let drain): return leave(.drained(reason: drain.reason), now)
    case .want(let want): return answer(want, now)
    case .receipt(let receipt): return settle(receipt, now)
    case .chunk(let chunk): return take(chunk, now)
    case .absent(let absence): return finishDownload(absence)
    case .data(let answer): return finishDownload(answer)
    }
  }

  /// Lets time pass. To be called a few times a second.
  public mutating func tick(at now: Duration) -> [WorkerAction] {
    guard !hasExited else { return [] }
    var actions: [WorkerAction] = []
    if case .stopping = task, now >= stopDeadline {
      exitReason = exitReason ?? .fault(reason: "training does not stop when it is asked to")
      return finishLeaving()
    }
    if !isKnown, now >= nextHello { actions += sayHello(now) }
    if isKnown, now >= nextHeartbeat {
      nextHeartbeat = now + timing.heartbeat
      actions.append(.send(.heartbeat(status)))
    }
    if isKnown, now >= nextDelivery { actions += deliver(now) }
    if isKnown { actions += sendFiles(now) }
    if now - lastHeard >= timing.patience { actions += leave(.abandoned, now) }
    return actions
  }

  /// The trainer is on its way.
  public mutating func progressed(_ work: Work, fraction: Double, description: String) -> [WorkerAction] {
    guard isKnown, task == .training(work) else { return [] }
    let fraction = fraction.isFinite ? min(max(fraction, 0), 1) : 0
    return [
      .send(.progress(ProgressReport(work: work, fraction: fraction, description: description.plain())))
    ]
  }

  /// The trainer has a result, which is durable on this machine already.
  /// - Parameter products: files that belong to it; reported after they have their receipts.
  public mutating func finished(
    _ report: ResultReport, products: [Offer] = [], at now: Duration
  ) -> [WorkerAction] {
    guard work == report.work else { return [] }
    var report = report
    report.request = request
    // Nobody goes on from a checkpoint of a finished trial.
    outgoing.clear()
    return hold(.result(report), report.work, products, now)
  }

  /// The trainer gave up.
  public mutating func failed(
    _ work: Work, cause: FailureReport.Cause, reason: String, logTail: [String], at now: Duration
  ) -> [WorkerAction] {
    guard self.work == work else { return [] }
    if task == .stopping(work) { return settle(now) }
    if cause == .worker { exitReason = .fault(reason: reason) }
    let report = FailureReport(
      work: work, request: request, cause: cause, reason: reason.plain(2048),
      logTail: logTail.suffix(20).map { $0.plain(512) })
    return hold(.failure(report), work, [], now)
  }

  /// The trainer stopped because it was asked to; its checkpoint is on disk.
  public mutating func stopped(_ work: Work, at now: Duration) -> [WorkerAction] {
    guard self.work == work else { return [] }
    return settle(now)
  }

  /// Starts to leave: stops the trainer first, and delivers what is done.
  public mutating func leave(_ reason: WorkerExit, _ now: Duration) -> [WorkerAction] {
    guard !hasExited else { return [] }
    let isFirst = exitReason == nil
    exitReason = exitReason ?? reason
    switch task {
    case .idle: return settle(now)
    case .training(let work): return stop(work, now)
    case .stopping: return []
    case .delivering:
      // A refused or abandoned worker cannot deliver; the result stays on its disk. A drained one waits for its answer.
      if case .drained = reason { return isFirst && isKnown ? deliver(now) : [] }
      return finishLeaving()
    }
  }

  private mutating func enter(_ new: Welcome, _ now: Duration) -> [WorkerAction] {
    let isOtherStudy = welcome.map { $0.fingerprint != new.fingerprint } ?? false
    welcome = new
    isKnown = true
    vainHellos = 0
    nextHeartbeat = now + timing.heartbeat
    let noted: [WorkerAction] = profile.crash == nil ? [] : [.forgetCrash]
    profile.crash = nil
    if isOtherStudy {
      // What it holds belongs to a study that this coordinator does not run.
      switch task {
      case .training(let work): return noted + stop(work, now)
      case .delivering: return noted + settle(now)
      case .idle, .stopping: break
      }
    }
    outgoing.renew()
    download?.renew()
    return noted + (task == .idle ? [.send(.ready(Ready(request: request)))] : deliver(now))
  }

  private mutating func sayHello(_ now: Duration) -> [WorkerAction] {
    isKnown = false
    nextHello = now + timing.retry.wait(vainHellos, using: &random)
    vainHellos += 1
    let hello = Hello(
      build: profile.build, digests: profile.digests, threads: profile.threads, name: profile.name.plain(),
      host: profile.host.plain(), process: profile.process, status: status, crash: profile.crash)
    return [.send(.hello(hello))]
  }

  private mutating func stop(_ work: Work, _ now: Duration) -> [WorkerAction] {
    task = .stopping(work)
    stopDeadline = now + timing.stopping
    return [.cancel(work)]
  }

  private mutating func hold(
    _ message: WorkerMessage, _ work: Work, _ products: [Offer], _ now: Duration
  ) -> [WorkerAction] {
    task = .delivering(message, work, products: products)
    download = nil
    if let first = products.first { outgoing.add(first) }
    vainDeliveries = 0
    return isKnown ? deliver(now) : []
  }

  mutating func deliver(_ now: Duration) -> [WorkerAction] {
    guard case .delivering(let message, _, let products) = task else { return [] }
    guard products.isEmpty else { return sendFiles(now) }
    // A first answer may wait for a disk: patience of a second, then longer.
    nextDelivery = now + timing.heartbeat + timing.retry.wait(vainDeliveries, using: &random)
    vainDeliveries += 1
    return [.send(message)]
  }

  /// Done with whatever it was: leave if asked to, else ask for the next trial.
  private mutating func settle(_ now: Duration) -> [WorkerAction] {
    outgoing.clear()
    download = nil
    if task != .idle {
      task = .idle
      request += 1
    }
    if exitReason != nil { return finishLeaving() }
    return isKnown ? [.send(.ready(Ready(request: request)))] : []
  }

  private mutating func finishLeaving() -> [WorkerAction] {
    guard let exitReason else { return [] }
    hasExited = true
    let reason =
      switch exitReason {
      case .drained: "drained"
      case .rejected: "rejected"
      case .abandoned: "heard nothing"
      case .fault(let reason): reason.plain()
      }
    return [.send(.bye(Bye(reason: reason))), .exit(exitReason)]
  }
}
