import Coordination
import Files
import Foundation
import Glibc
import ZeroMQ

/// A coordinator process: drives the state machine with a socket, a clock, a store and local workers. One a process, on
/// one thread.
public final class Coordinator {
  private let directory: URL
  private let options: CoordinatorOptions
  private let observer: any SweepObserver
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let lock: DirectoryLock
  private let store: StudyStore
  private let depot: FileDepot
  private let socketDirectory: SocketDirectory?
  private let socket: Socket
  /// Where the endpoint is a network's.
  private let gate: Gate?
  private var limiter = LineLimiter()
  private let supervisor: WorkerSupervisor
  private let monitor: StudyMonitor
  private let fleet: Fleet?
  private var machine: CoordinatorMachine
  private var isInterrupted = false
  /// Whether workers of others are left to wait for the next start.
  private var keepsWorkers = false
  /// Set when something makes going on pointless.
  private var fatal: ClusterError?
  private var overview: SweepOverview
  private var drainDeadline: Duration?
  private var nextSave: Duration = .zero
  private var nextRefresh: Duration = .zero

  /// Where it listens, with the port that was found for `*`.
  public var endpoint: String { socket.lastEndpoint }

  /// Where it publishes what happens, with the port that was found for `*`; nil where it was not asked to.
  public var eventsEndpoint: String? { monitor.feedEndpoint }

  private var now: Duration { clock.now - start }

  /// Opens the directory, made where it is missing, and listens. Throws `ClusterError` or `ZeroMQError`, one line each.
  /// - Parameter fleet: other machines to start workers on.
  public init(
    sweep: Sweep, directory: URL, options: CoordinatorOptions, observer: any SweepObserver, fleet: Fleet? = nil
  ) throws {
    self.directory = directory
    self.fleet = fleet
    self.options = options
    self.observer = observer
    start = clock.now
    // Before anything is written.
    for endpoint in [options.endpoint, options.events] { try endpoint?.requirePrivate() }
    do {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    } catch {
      throw ClusterError("\(directory.path): cannot be made: \(directory.reasonNotMade ?? reason(of: error))")
    }
    lock = try DirectoryLock(directory: directory)
    FaultPoint.directoryLocked.pass()
    store = try StudyStore(directory: directory, sweep: sweep, pageLimit: options.storePageLimit)
    try store.releaseQuarantinedOfFinishedSweep()
    // Nobody can come back to a private socket: its path is new.
    if options.endpoint == nil { try store.requeueAbandoned() }
    depot = try FileDepot(directory: directory, provider: options.data)

    var socketOptions = Socket.Options()
    socketOptions.frameLimit = Int64(MessageLimits.payload)
    socketOptions.framesLimit = MessageLimits.frames
    let context = try Context()
    let isNetwork = options.endpoint?.leavesMachine ?? false
    let needsGate = isNetwork || options.events?.leavesMachine ?? false
    socketDirectory = options.endpoint == nil || isNetwork && options.localWorkers > 0 ? try SocketDirectory() : nil
    if needsGate { OpenFileLimit.raise() }
    gate = try needsGate ? Gate(keys: options.requireKeys(), workerFile: socketDirectory?.workerKey, in: context) : nil
    socketOptions.security = isNetwork ? gate?.security ?? .none : .none
    // What a peer may have waiting here, times the largest frame, is what it can make us hold.
    socketOptions.queueLimit = 100
    socket = try Socket(.router, in: context, options: socketOptions)
    if isNetwork { try gate?.watch(socket) }
    let endpoint = options.endpoint?.description ?? socketDirectory?.endpoint.description ?? ""
    try socket.bind(endpoint)
    var feed: EventFeed?
    if let events = options.events {
      let security = events.leavesMachine ? gate?.security ?? .none : .none
      feed = try EventFeed(at: events, in: context, security: security)
    }

    let welcome = Welcome(
      epoch: try store.beginEpoch(), study: sweep.name.prefix(64).description, fingerprint: sweep.fingerprint,
      host: ProcessInfo.processInfo.hostName, directory: directory.absoluteURL.path,
      proof: try SharedDirectory.prove(directory))
    machine = CoordinatorMachine(
      trials: try store.entries(),
      terms: .init(welcome: welcome, build: options.build, digests: options.digests), timing: options.timing,
      reattachment: options.endpoint == nil ? .zero : options.timing.lease, now: .zero)
    overview = SweepOverview(name: sweep.name, machine: machine, now: .zero)
    monitor = StudyMonitor(
      record: try StudyRecord(part: options.part, epoch: welcome.epoch, store: store), feed: feed)
    let unfinished = machine.trials.count { !$0.state.isFinal }
    supervisor = try WorkerSupervisor(
      command: options.workerCommand,
      arguments: ["--connect", Self.connectable(socket.lastEndpoint), "--threads", "\(options.threadsPerWorker)"]
        + (isNetwork ? socketDirectory.map { ["--key", $0.workerKey.path] } ?? [] : []),
      count: min(options.localWorkers, unfinished), logs: directory.appending(path: "logs"), now: .zero)
    try fleet?.begin(endpoint: socket.lastEndpoint)
  }

  /// Runs until every trial is done, or a signal stops it. Throws `ClusterError` where going on is impossible; what was
  /// stored stays.
  public func run() throws -> SweepEnding {
    let signals = try SignalPipe([SIGINT, SIGTERM, SIGCHLD, SIGWINCH])
    // A pipe of a log viewer that goes away must not end the sweep.
    signal(SIGPIPE, SIG_IGN)
    defer {
      supervisor.kill()
      fleet?.kill()
      depot.finish()
    }
    var poller = Poller()
    poller.add(socket)
    poller.add(fileDescriptor: signals.readEnd)
    poller.add(fileDescriptor: depot.wakePipe.readEnd)
    gate?.add(to: &poller)
    observer.started(overview)
    try announce()
    while !isOver {
      try supervisor.start(at: now)
      let ready = try poller.wait(milliseconds: 100)
      var actions = try attendToGate()
      if ready[1] { actions += handle(signals) }
      // Also without a signal, in case one was merged into another.
      actions += reap()
      actions += tendFleet()
      if ready[0] { actions += try receive() }
      if ready[2] { actions += try takeFileEvents() }
      actions += machine.tick(at: now)
      try perform(actions)
      try refresh()
    }
    try sayGoodbye()
    if let fatal {
      try dismissWorkers(fatal)
      throw fatal
    }
    overview.refresh(machine, now: now)
    observer.ended(overview)
    if machine.isComplete, options.endpoint != nil { try EndpointFile(directory: directory).write(.complete) }
    let records = try store.records()
    return machine.isComplete ? .complete(records) : .interrupted(records)
  }

  /// Says in the directory where it listens, unless that is private.
  private func announce() throws {
    guard options.endpoint != nil else { return }
    let reachable = try Endpoint(endpoint).reachable(host: ProcessInfo.processInfo.hostName)
    try EndpointFile(directory: directory).write(.listening(reachable))
  }

  private var isOver: Bool {
    if fatal != nil { return true }
    guard machine.isComplete || isInterrupted else { return false }
    // Workers get a while to keep their checkpoints and leave.
    if drainDeadline == nil { drainDeadline = now + .seconds(10) }
    fleet?.stop(machine.isComplete ? .finish : .stop, at: now)
    let hasWorkers = keepsWorkers ? false : !machine.workers.isEmpty
    let isQuiet = !hasWorkers && !supervisor.isRunning && fleet?.isRunning != true
    return isQuiet || now >= drainDeadline ?? now
  }

  /// Looks after the hosts of a launch.
  private func tendFleet() -> [CoordinatorAction] {
    guard let fleet else { return [] }
    fleet.step(at: now)
    for line in fleet.takeNews() { observer.announced(line) }
    if fleet.isExhausted, machine.workers.isEmpty, !supervisor.isRunning, !machine.isComplete, !isInterrupted {
      fatal = fatal ?? ClusterError("none of the hosts can take part; the lines above say why")
    }
    return fleet.takeEndings().flatMap { machine.workerEnded($0.identity, crash: $0.crash, at: now) }
  }

  private func handle(_ signals: SignalPipe) -> [CoordinatorAction] {
    var actions: [CoordinatorAction] = []
    for number in signals.take() {
      switch number {
      case SIGWINCH: observer.resized()
      case SIGINT, SIGTERM:
        isInterrupted = true
        supervisor.stopStarting()
        // A second Ctrl-C ends it at once. A second SIGTERM does not: Slurm may send several.
        signals.restore(SIGINT)
        observer.interrupted()
        let drain = Drain(reason: "the sweep is being stopped")
        if number == SIGTERM, options.endpoint != nil, fleet == nil {
          // Its machine stops it, and may start it again elsewhere. Nobody asked its workers to stop.
          keepsWorkers = true
          actions += machine.workers.map(\.identity).filter(supervisor.owns).map { .send(.drain(drain), to: $0) }
        } else {
          actions += machine.drain(reason: drain.reason, at: now)
        }
      default: break
      }
    }
    return actions
  }

  private func reap() -> [CoordinatorAction] {
    if machine.isComplete { supervisor.stopStarting() }
    var actions: [CoordinatorAction] = []
    for ending in supervisor.reap(at: now) {
      actions += machine.workerEnded(ending.identity, crash: ending.crash, at: now)
    }
    if supervisor.isExhausted, !machine.isComplete, !isInterrupted {
      fatal =
        fatal
        ?? ClusterError(
          "local workers keep ending without finishing a trial: "
            + "\(supervisor.lastEnding?.description ?? ""); their logs are in \(directory.path)/logs")
    }
    return actions
  }

  private func attendToGate() throws -> [CoordinatorAction] {
    guard let report = try gate?.attend(at: now) else { return [] }
    for line in report.refusals { warn(line) }
    if report.hasKeyEnded { try monitor.expelWatchers() }
    return report.expelled.flatMap { machine.expel($0.identity, reason: $0.reason, at: now) }
  }

  /// Of something that a stranger may cause as often as he likes.
  private func warn(_ line: String) {
    if let line = limiter.take(line, at: now) { observer.warned(line) }
  }

  private func receive() throws -> [CoordinatorAction] {
    var actions: [CoordinatorAction] = []
    // Bounded, so that a flood does not keep leases and heartbeats waiting.
    for _ in 0..<1000 {
      do {
        guard let received = try socket.receiveMessage() else { break }
        guard let sender = received.frames.first, !sender.isEmpty else { continue }
        let identity = PeerIdentity(bytes: sender)
        if options.endpoint?.leavesMachine == true,
          let objection = gate?.objection(to: received, from: identity, at: now)
        {
          warn("dropped a message from \(received.address ?? "a stranger"): \(objection)")
          continue
        }
        if StatusRequest.matches(Array(received.frames.dropFirst())) {
          try tellStatus(to: identity)
          continue
        }
        let message = try MessageCodec.decodeWorkerMessage(Array(received.frames.dropFirst()))
        actions += machine.receive(message, from: identity, at: now)
      } catch let error as MalformedMessage {
        warn("dropped a message: \(error)")
      } catch let error as ZeroMQError where error.kind == .oversizedMessage {
        warn("\(error)")
      }
    }
    return actions
  }

  /// Everything that must be durable first, in one transaction; then everything that follows from it.
  private func perform(_ actions: [CoordinatorAction]) throws {
    let changes: [DurableChange] = actions.compactMap {
      if case .store(let change) = $0 { change } else { nil }
    }
    let time = Date().timeIntervalSince1970
    let incidents: [Incident] = actions.compactMap {
      if case .note(let event) = $0 { Incident(event, in: machine, time: time) } else { nil }
    }
    do {
      monitor.stored(try store.apply(changes, incidents: incidents))
    } catch let error as ClusterError {
      fatal = error
      return
    }
    for action in actions {
      switch action {
      case .store: break
      case .send(let message, let peer):
        // Full queues and peers that are gone: the protocol sends again.
        try send(message, to: peer)
      case .receive(let file, let peer): depot.receive(file, from: peer, key: key(file.work.trial))
      case .write(let chunk, let peer): depot.write(chunk, from: peer)
      case .keep(let file, let peer): depot.keep(file, from: peer, key: key(file.work.trial))
      case .discard(_, let peer): depot.discard(from: peer)
      case .remove(let names, let trial): depot.remove(names, key: key(trial))
      case .serve(let want, let trial, let peer): depot.serve(want, path: path(want, of: trial), to: peer)
      case .describe(let inquiry, let peer): depot.describe(inquiry, to: peer)
      case .note(let event): try note(event)
      }
    }
    if !changes.isEmpty { FaultPoint.messagesSent.pass() }
  }

  private func send(_ message: CoordinatorMessage, to peer: PeerIdentity) throws {
    _ = try socket.send([peer.bytes] + MessageCodec.encode(message))
  }

  private func key(_ trial: Int) -> String { machine.trials[trial].key }

  /// Of a checkpoint that a worker wants of the trial that it holds; nil for what is none of its.
  private func path(_ want: Want, of trial: Int?) -> String? {
    guard let trial, let file = machine.trials[trial].checkpoints.first(where: { $0.digest == want.digest }) else {
      return nil
    }
    return depot.path(file.name, of: key(trial))
  }

  private func takeFileEvents() throws -> [CoordinatorAction] {
    var actions: [CoordinatorAction] = []
    for event in depot.takeEvents() {
      switch event {
      case .kept(let file, let peer, let isIntact): actions += machine.kept(file, from: peer, isIntact: isIntact)
      case .answer(let message, let peer): try send(message, to: peer)
      case .failed(let error): fatal = fatal ?? error
      }
    }
    return actions
  }

  private func note(_ event: SweepEvent) throws {
    switch event {
    case .finished(_, let worker, _, _):
      supervisor.succeeded(worker)
      fleet?.succeeded(worker)
    case .workerFault(let identity, _, let reason) where supervisor.owns(identity):
      // It shares our disk: another worker would meet the same.
      fatal = ClusterError(reason)
    case .rejected(let name, let reason) where name.hasPrefix("worker-") && options.endpoint == nil:
      fatal = ClusterError("\(name) was not taken in: \(reason)")
    default: break
    }
    overview.note(event, now: now)
    try monitor.happened(event, in: machine)
    observer.happened(event, overview)
  }

  /// Answers somebody who asked how far the study is, unless it asks too often.
  private func tellStatus(to peer: PeerIdentity) throws {
    guard let answer = try monitor.answer(to: peer, overview, machine, at: now) else { return }
    _ = try socket.send([peer.bytes] + answer)
  }

  /// Tells those who watch how it ended.
  private func sayGoodbye() throws {
    let (watchers, answer) = try monitor.ended(overview, machine, at: now)
    for watcher in watchers { _ = try socket.send([watcher.bytes] + answer) }
  }

  private func refresh() throws {
    if now >= nextRefresh {
      nextRefresh = now + .milliseconds(200)
      overview.refresh(machine, now: now)
      overview.hosts = fleet?.overview(at: now) ?? []
      observer.refresh(overview)
      try monitor.refresh(overview, machine, at: now)
    }
    if now >= nextSave, fatal == nil {
      nextSave = now + .seconds(2)
      do {
        try store.save(status: monitor.status(overview, machine, at: now))
      } catch let error as ClusterError {
        fatal = error
      }
    }
  }

  /// Gives local workers a moment to keep their checkpoints, before a failed sweep ends. Others wait for the next start.
  private func dismissWorkers(_ reason: ClusterError) throws {
    supervisor.stopStarting()
    let end = now + .seconds(5)
    while supervisor.isRunning, now < end {
      for worker in machine.workers where supervisor.owns(worker.identity) {
        // Not a drain: what they want to deliver cannot be acknowledged, and stays on disk.
        let rejection = CoordinatorMessage.reject(Rejection(reason: reason.description))
        _ = try socket.send([worker.identity.bytes] + MessageCodec.encode(rejection))
      }
      usleep(50_000)
      _ = supervisor.reap(at: now)
    }
  }

  /// An endpoint that was bound, as one of this machine can connect to it.
  private static func connectable(_ endpoint: String) -> String {
    endpoint.replacingOccurrences(of: "tcp://0.0.0.0:", with: "tcp://127.0.0.1:")
      .replacingOccurrences(of: "tcp://[::]:", with: "tcp://[::1]:")
  }
}
