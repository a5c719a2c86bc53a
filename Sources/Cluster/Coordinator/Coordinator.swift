import Coordination
import Files
import Foundation
import Glibc
import ZeroMQ

/// A coordinator process: drives the state machine with a socket, a clock, a store and local workers. One a process, on
/// one thread.
public final class Coordinator {
  let directory: URL
  let options: CoordinatorOptions
  let observer: any SweepObserver
  let clock = ContinuousClock()
  let start: ContinuousClock.Instant
  let lock: DirectoryLock
  let store: StudyStore
  let depot: FileDepot
  let socketDirectory: SocketDirectory?
  let socket: Socket
  /// Where the endpoint is a network's.
  let gate: Gate?
  var limiter = LineLimiter()
  let supervisor: WorkerSupervisor
  let monitor: StudyMonitor
  let fleet: Fleet?
  var machine: CoordinatorMachine
  var isInterrupted = false
  /// Whether workers of others are left to wait for the next start.
  var keepsWorkers = false
  /// Set when something makes going on pointless.
  var fatal: ClusterError?
  var overview: SweepOverview
  var drainDeadline: Duration?
  var nextSave: Duration = .zero
  var nextRefresh: Duration = .zero
  var nextStatus: Duration = .zero

  /// Where it listens, with the port that was found for `*`.
  public var endpoint: String { socket.lastEndpoint }

  /// Where it publishes what happens, with the port that was found for `*`; nil where it was not asked to.
  public var eventsEndpoint: String? { monitor.feedEndpoint }

  var now: Duration { clock.now - start }

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

  private func refresh() throws {
    if now >= nextRefresh {
      nextRefresh = now + .milliseconds(200)
      overview.refresh(machine, now: now)
      overview.hosts = fleet?.overview(at: now) ?? []
      observer.refresh(overview)
      try monitor.refresh(overview, machine, at: now)
    }
    if observer.followsStatus, now >= nextStatus {
      nextStatus = now + .seconds(1)
      observer.reached(try monitor.status(overview, machine, at: now).status)
    }
    if now >= nextSave, fatal == nil {
      nextSave = now + .seconds(2)
      do {
        try store.save(status: monitor.status(overview, machine, at: now).json)
      } catch let error as ClusterError {
        fatal = error
      }
    }
  }

  /// An endpoint that was bound, as one of this machine can connect to it.
  private static func connectable(_ endpoint: String) -> String {
    endpoint.replacingOccurrences(of: "tcp://0.0.0.0:", with: "tcp://127.0.0.1:")
      .replacingOccurrences(of: "tcp://[::]:", with: "tcp://[::1]:")
  }
}
