import Coordination
import Files
import Foundation
import Glibc
import Logging
import ZeroMQ

/// A worker process: owns the socket to the coordinator, beats, and has a trainer compute. One a process, on one thread.
public final class Worker {
  private let options: WorkerOptions
  private let log: Logger
  private let address: CoordinatorAddress
  /// What the socket is connected to.
  private var endpoint: Endpoint?
  private let isNetwork: Bool
  /// When to look up again where the coordinator listens.
  private var nextLook: Duration = .zero
  private let trainer: Trainer
  private let socket: Socket
  /// Where the endpoint is a network's.
  private let monitor: SocketMonitor?
  /// When anything last came from the coordinator, or the connection was made anew.
  private var lastSign = Duration.zero
  private var handshakes = HandshakeWatch()
  private var limiter = LineLimiter()
  private var machine: WorkerMachine
  /// Name of the directory of what was assigned last.
  private var keys: [Work: String] = [:]
  /// Where the trials' directories are, once the coordinator has said so.
  private var place: WorkDirectory?
  /// Checkpoints of the trial that was assigned last.
  private var checkpoints: Set<String> = []
  /// Of what is trained now; nil where a supervisor sees how this process ends.
  private var note: CrashNote?
  /// Of the crash of a process before this one, until the coordinator knows.
  private var crashNote: CrashNote?
  private var exit: WorkerExit?
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var now: Duration { clock.now - start }

  public init(options: WorkerOptions, runner: any TrialRunner, log: Logger) throws {
    self.options = options
    self.log = log
    trainer = try Trainer(runner: runner)
    start = clock.now
    var socketOptions = Socket.Options()
    socketOptions.identity = Data((options.identity ?? UUID().uuidString).utf8)
    socketOptions.frameLimit = Int64(MessageLimits.payload)
    socketOptions.framesLimit = MessageLimits.frames
    address = try CoordinatorAddress(options.endpoint)
    // A directory tells only later where the coordinator listens; who has a key for it expects a network.
    isNetwork = address.endpoint?.leavesMachine ?? (options.key != nil)
    if isNetwork { socketOptions.security = try options.requireKey().security }
    let context = try Context()
    socket = try Socket(.dealer, in: context, options: socketOptions)
    monitor = isNetwork ? try SocketMonitor(socket, in: context) : nil
    let host = ProcessInfo.processInfo.hostName
    let process = Int(getpid())
    let found = options.isWatched ? nil : CrashNote.takeCrash(in: WorkDirectory.notes(chosen: options.directory))
    crashNote = found?.note
    let profile = WorkerMachine.Profile(
      build: options.build, digests: options.digests, threads: options.threads,
      name: options.name ?? "\(host)-\(process)", host: host, process: process, crash: found?.crash)
    machine = WorkerMachine(
      profile: profile, timing: options.timing, seed: UInt64.random(in: 0...UInt64.max), now: .zero)
    if let endpoint = address.endpoint { try connect(to: endpoint) }
  }

  /// Works until the coordinator has no more work, or there is a reason to stop.
  public func run() throws -> WorkerExit {
    let signals = try SignalPipe([SIGINT, SIGTERM])
    var poller = Poller()
    poller.add(socket)
    poller.add(fileDescriptor: trainer.wakePipe.readEnd)
    poller.add(fileDescriptor: signals.readEnd)
    if options.isSupervised { poller.add(fileDescriptor: STDIN_FILENO) }
    if let monitor { poller.add(monitor.socket) }
    log.info("started", metadata: ["endpoint": "\(options.endpoint)", "process": "\(getpid())"])
    while exit == nil {
      follow()
      let ready = try poller.wait(milliseconds: 200)
      if options.isSupervised, ready[3] {
        // The coordinator on this machine is gone. Checkpoints are whole at any moment, so nothing has to be finished.
        log.notice("the coordinator is gone")
        if let endpoint { SocketDirectory.removeAbandoned(endpoint, key: options.key) }
        _exit(EX_TEMPFAIL)
      }
      try attendToHandshakes()
      if let endpoint, now - lastSign >= options.timing.lease / 2 {
        // libzmq may have given the connection up; another one may do.
        lastSign = now
        try socket.disconnect(endpoint.description)
        try socket.connect(endpoint.description)
      }
      if ready[0] { try receive() }
      if ready[1] { handle(trainer.takeEvents()) }
      if ready[2] {
        for number in signals.take() {
          log.notice("asked to stop by signal \(number)")
          perform(machine.leave(.drained(reason: "signal \(number)"), now))
          // A second Ctrl-C ends it at once. A second SIGTERM does not: Slurm may send several.
          if number == SIGINT { signals.restore(number) }
        }
      }
      if endpoint != nil {
        perform(machine.tick(at: now))
      } else if now >= options.timing.patience {
        exit = exit ?? .abandoned
      }
    }
    return exit ?? .abandoned
  }

  /// Says at once that the coordinator does not take this worker, rather than to wait in silence.
  private func attendToHandshakes() throws {
    for event in try monitor?.take() ?? [] {
      guard let finding = handshakes.take(event) else { continue }
      let key = options.key?.path ?? ""
      switch finding {
      case .refused:
        let reason =
          "its key \(key) is refused: it was revoked or replaced, or has expired; bring one here that "
          + "'heatsweep keys make NAME' makes at the coordinator"
        perform(machine.leave(.rejected(reason: reason), now))
      case .stranger(let isFinal):
        let reason =
          "who listens there is not the coordinator that the key \(key) is for; bring one here that "
          + "'heatsweep keys make NAME' makes there"
        // What a directory says may be old, and somebody else listen there by now.
        if isFinal, address.endpoint != nil {
          perform(machine.leave(.rejected(reason: reason), now))
        } else {
          log.error("\(reason)")
        }
      }
    }
  }

  /// Looks up in the study's directory where the coordinator listens now, unless it was heard lately.
  private func follow() {
    guard let directory = address.directory, now >= nextLook else { return }
    nextLook = now + .seconds(1)
    do {
      switch try EndpointFile(directory: directory).read() {
      case .listening(let new):
        guard new != endpoint else { return }
        try connect(to: new)
        log.info("connects to \(new)")
      case .complete: exit = exit ?? .drained(reason: "the study is complete")
      case nil: break
      }
    } catch {
      perform(machine.leave(.fault(reason: "\(error)"), now))
    }
  }

  private func connect(to new: Endpoint) throws {
    try new.requirePrivate()
    if new.leavesMachine { _ = try options.requireKey() }
    guard new.leavesMachine == isNetwork else {
      throw ClusterError("\(new): without a network no key is needed; leave out --key")
    }
    if let endpoint { try socket.disconnect(endpoint.description) }
    try socket.connect(new.description)
    endpoint = new
    handshakes = HandshakeWatch()
  }

  private func receive() throws {
    // Bounded, so that a flood does not keep heartbeats waiting.
    for _ in 0..<100 {
      do {
        guard let frames = try socket.receive() else { return }
        nextLook = now + options.timing.suspect
        lastSign = now
        perform(machine.receive(try MessageCodec.decodeCoordinatorMessage(frames), at: now))
      } catch let error as MalformedMessage {
        warn("dropped a message: \(error)")
      } catch let error as ZeroMQError where error.kind == .oversizedMessage {
        warn("\(error)")
      }
    }
  }

  /// Of something that may go on for long.
  private func warn(_ line: String) {
    if let line = limiter.take(line, at: now) { log.warning("\(line)") }
  }

  private func handle(_ events: [Trainer.Event]) {
    for event in events {
      switch event {
      case .progressed(let work, let progress):
        perform(machine.progressed(work, fraction: progress.fraction, description: progress.description))
      case .offered(let offer):
        checkpoints.insert(offer.file.name)
        perform(machine.keptCheckpoint(offer, at: now))
      case .wants(let digest, let size): perform(machine.fetch(digest: digest, size: size, at: now))
      case .asks(let name): perform(machine.describe(name, at: now))
      case .finished(let report, let products):
        forgetNote()
        log.info("finished trial \(report.work.trial)")
        perform(machine.finished(report, products: products, at: now))
      case .failed(let work, let cause, let reason):
        forgetNote()
        log.error("trial \(work.trial) failed: \(reason)")
        perform(machine.failed(work, cause: cause, reason: reason, logTail: [], at: now))
      case .stopped(let work):
        forgetNote()
        log.info("stopped trial \(work.trial)")
        perform(machine.stopped(work, at: now))
      }
    }
  }

  private func perform(_ actions: [WorkerAction]) {
    for action in actions {
      switch action {
      case .send(let message): send(message)
      case .start(let assignment): begin(assignment)
      case .cancel(let work): trainer.cancel(work)
      case .forget(let work): forget(work)
      case .answer(let want, let offer): answer(want, offer)
      case .received(let chunk): trainer.deliver(.piece(chunk.payload))
      case .fetched: trainer.deliver(.complete)
      case .unavailable: trainer.deliver(.unavailable)
      case .described(let answer): trainer.deliver(.description(answer))
      // The trainer lets older checkpoints go by itself: the newest two stay on this machine whatever the coordinator has.
      case .shipped: break
      case .forgetCrash:
        crashNote?.remove()
        crashNote = nil
      case .exit(let reason): exit = reason
      }
    }
  }

  private func send(_ message: WorkerMessage) {
    guard endpoint != nil else { return }
    do {
      // What could not be sent is sent again by the rules of the protocol.
      if try socket.send(try MessageCodec.encode(message)) != .sent { warn("not sent: the queue is full") }
    } catch {
      log.error("not sent: \(error)")
    }
    if case .result = message { FaultPoint.resultSent.pass() }
  }

  private func begin(_ assignment: Assignment) {
    guard let welcome = machine.welcome else { return }
    FaultPoint.trialAssigned.pass()
    log.info("starts \(assignment.key)", metadata: ["attempt": "\(assignment.work.attempt)"])
    keys = [assignment.work: assignment.key]
    checkpoints = []
    let place = WorkDirectory(welcome, chosen: options.directory)
    self.place = place
    if !options.isWatched {
      let notes = WorkDirectory.notes(chosen: options.directory)
      note = CrashNote(assignment.work, fingerprint: welcome.fingerprint, in: notes)
    }
    trainer.start(
      Trainer.Job(
        assignment: assignment, fingerprint: welcome.fingerprint, directory: place.directory(of: assignment.key),
        isShared: place.isShared, threads: options.threads))
  }

  /// Nothing is trained any more.
  private func forgetNote() {
    note?.remove()
    note = nil
  }

  /// The trial is over, and the coordinator has all that belongs to it.
  private func forget(_ work: Work) {
    guard let place, let key = keys[work] else { return }
    FaultPoint.resultAcknowledged.pass()
    defer { FaultPoint.outcomeForgotten.pass() }
    let directory = place.directory(of: key)
    // First: without it, a restart would train again what is done.
    OutcomeFile.remove(from: directory)
    if place.isShared {
      for name in checkpoints { unlink(directory.appending(path: name).path) }
    } else {
      try? FileManager.default.removeItem(at: directory)
    }
  }

  /// Sends a piece of a file of this machine. Where it cannot be read, no answer comes, and the offer is repeated.
  private func answer(_ want: Want, _ offer: Offer) {
    guard let place, let key = keys[offer.work] else { return }
    let path = place.directory(of: key).appending(path: offer.file.name).path
    if let chunk = FilePiece.read(want, path: path) {
      send(.chunk(chunk))
    } else {
      perform(machine.withdraw(offer, at: now))
    }
  }
}
