import Coordination
import Foundation

/// The real state machines of a coordinator and its workers under a virtual clock, with everything that can go wrong drawn
/// from one seed. A run with the same seed is the same in every step.
public struct SimulatedCluster {
  enum Event {
    case coordinatorTick(incarnation: Int)
    case coordinatorStarts
    case toCoordinator(WorkerMessage, PeerIdentity)
    case workerStarts(slot: Int)
    case workerTick(slot: Int, incarnation: Int)
    case toWorker(CoordinatorMessage, PeerIdentity)
    case trained(slot: Int, incarnation: Int, Work)
    case stopped(slot: Int, incarnation: Int, Work)
    case endNoticed(PeerIdentity)
  }

  /// One machine that runs a worker process at a time; its disk outlives the process.
  struct Slot {
    var machine: WorkerMachine?
    var incarnation = 0
    var identity = PeerIdentity("none")
    /// Results that were not acknowledged, by trial.
    var kept: [Int: ResultReport] = [:]
    /// The work that the trainer was asked to stop.
    var cancelled: Work?
    var hasLeft = false
  }

  private static let tick: Duration = .milliseconds(500)

  public private(set) var store: SimulatedStore
  public private(set) var coordinatorCrashes = 0
  public private(set) var workerCrashes = 0
  private let trials: [SimulatedTrial]
  private let faults: SimulatedFaults
  private let timing: Timing
  private let checksCodec: Bool
  private var random: SplitMix64
  private var network: SimulatedNetwork
  private var queue = EventQueue<Event>()
  private var coordinator: CoordinatorMachine?
  private var coordinatorIncarnation = 0
  private var slots: [Slot]
  private var runs = 0
  private var now: Duration = .zero

  /// - Parameter checksCodec: send every message through its bytes; slower.
  public init(
    seed: UInt64, trials: [SimulatedTrial], workers: Int, faults: SimulatedFaults, timing: Timing = Timing(),
    checksCodec: Bool = false
  ) {
    self.trials = trials
    self.faults = faults
    self.timing = timing
    self.checksCodec = checksCodec
    random = SplitMix64(seed: seed)
    network = SimulatedNetwork(faults: faults, slots: workers)
    store = SimulatedStore(trials: trials.count)
    slots = Array(repeating: Slot(), count: workers)
    queue.add(.coordinatorStarts, at: .zero)
    for slot in 0..<workers { queue.add(.workerStarts(slot: slot), at: .seconds(Double(slot) * 0.1)) }
  }

  /// Runs until all is done and every worker has left, or to the deadline in virtual seconds.
  /// - Returns: what was violated; empty for a correct run.
  public mutating func run(deadline: Double = 4000) throws -> [String] {
    while let (time, event) = queue.removeEarliest() {
      now = time
      if now > .seconds(deadline) {
        store.violated("not finished after \(deadline) virtual seconds")
        break
      }
      try handle(event)
      if coordinator?.isComplete == true, slots.allSatisfy({ $0.hasLeft || $0.machine == nil }) { break }
    }
    for (number, row) in store.rows.enumerated() {
      switch trials[number].behaviour {
      case .succeeds, .diverges, .fails(times: 1):
        if row.accepted?.digest != "digest-\(number)" { store.violated("trial \(number) has no result or a wrong one") }
      case .fails:
        if row.state != .quarantined { store.violated("trial \(number) is \(row.state) instead of quarantined") }
      case .isNotReproducible:
        if row.accepted == nil { store.violated("trial \(number) has no result") }
      }
    }
    return store.violations
  }

  private mutating func handle(_ event: Event) throws {
    switch event {
    case .coordinatorStarts: startCoordinator()
    case .coordinatorTick(let incarnation):
      guard incarnation == coordinatorIncarnation, coordinator != nil else { return }
      queue.add(.coordinatorTick(incarnation: incarnation), at: now + Self.tick)
      let actions = coordinator?.tick(at: now) ?? []
      checkOwners()
      try perform(actions)
    case .toCoordinator(let message, let identity):
      if let actions = coordinator?.receive(message, from: identity, at: now) { try perform(actions) }
    case .endNoticed(let identity):
      if let actions = coordinator?.workerEnded(identity, crash: nil, at: now) { try perform(actions) }
    case .workerStarts(let slot): startWorker(slot)
    case .workerTick(let slot, let incarnation):
      guard slots[slot].incarnation == incarnation, slots[slot].machine != nil else { return }
      network.mayCut(slot: slot, at: now, using: &random)
      queue.add(.workerTick(slot: slot, incarnation: incarnation), at: now + Self.tick)
      try perform(slots[slot].machine?.tick(at: now) ?? [], slot)
    case .toWorker(let message, let identity):
      guard let slot = slots.firstIndex(where: { $0.identity == identity && $0.machine != nil }) else { return }
      try perform(slots[slot].machine?.receive(message, at: now) ?? [], slot)
    case .trained(let slot, let incarnation, let work):
      guard slots[slot].incarnation == incarnation, slots[slot].machine != nil, slots[slot].cancelled != work
      else { return }
      try finishTraining(slot, work)
    case .stopped(let slot, let incarnation, let work):
      guard slots[slot].incarnation == incarnation, slots[slot].machine != nil else { return }
      try perform(slots[slot].machine?.stopped(work, at: now) ?? [], slot)
    }
  }

  private mutating func startCoordinator() {
    store.epoch += 1
    coordinatorIncarnation += 1
    let welcome = Welcome(epoch: store.epoch, study: "simulated", fingerprint: "simulated", host: "h", directory: "/")
    coordinator = CoordinatorMachine(
      trials: store.entries(), terms: .init(welcome: welcome, build: "b", digests: [:]), timing: timing,
      reattachment: timing.lease, now: now)
    queue.add(.coordinatorTick(incarnation: coordinatorIncarnation), at: now)
  }

  private mutating func startWorker(_ slot: Int) {
    slots[slot].incarnation += 1
    slots[slot].identity = PeerIdentity("\(slot).\(slots[slot].incarnation)")
    slots[slot].cancelled = nil
    let profile = WorkerMachine.Profile(
      build: "b", digests: [:], threads: 1, name: "\(slots[slot].identity)", host: "h", process: 1)
    slots[slot].machine = WorkerMachine(profile: profile, timing: timing, seed: random.next(), now: now)
    queue.add(.workerTick(slot: slot, incarnation: slots[slot].incarnation), at: now)
  }

  /// Carries out a coordinator's actions one by one; it may die before any of them.
  private mutating func perform(_ actions: [CoordinatorAction]) throws {
    for action in actions {
      if happens(faults.coordinatorCrash) {
        coordinatorCrashes += 1
        coordinator = nil
        queue.add(.coordinatorStarts, at: now + restartDelay())
        return
      }
      switch action {
      case .store(let change): store.apply(change)
      case .send(let message, let identity):
        store.check(message)
        let message =
          checksCodec ? try MessageCodec.decodeCoordinatorMessage(try MessageCodec.encode(message)) : message
        guard let slot = Int(identity.description.prefix { $0 != "." }) else { continue }
        for delay in network.arrivals(slot: slot, towardsCoordinator: false, at: now, using: &random) {
          queue.add(.toWorker(message, identity), at: now + delay)
        }
      case .note: break
      // Nobody offers files here.
      case .receive, .write, .keep, .discard, .remove, .serve, .describe: break
      }
    }
  }

  /// Carries out a worker's actions one by one; it may die before any of them.
  private mutating func perform(_ actions: [WorkerAction], _ slot: Int) throws {
    for action in actions {
      if mayCrash(slot) { return }
      let incarnation = slots[slot].incarnation
      switch action {
      case .send(let message):
        let message = checksCodec ? try MessageCodec.decodeWorkerMessage(try MessageCodec.encode(message)) : message
        for delay in network.arrivals(slot: slot, towardsCoordinator: true, at: now, using: &random) {
          queue.add(.toCoordinator(message, slots[slot].identity), at: now + delay)
        }
      case .start(let assignment):
        let isKept = slots[slot].kept[assignment.work.trial] != nil
        let seconds = isKept ? 0.001 : trials[assignment.work.trial].seconds
        queue.add(.trained(slot: slot, incarnation: incarnation, assignment.work), at: now + .seconds(seconds))
      case .cancel(let work):
        slots[slot].cancelled = work
        queue.add(.stopped(slot: slot, incarnation: incarnation, work), at: now + .milliseconds(100))
      case .forget(let work): slots[slot].kept[work.trial] = nil
      case .answer, .shipped, .received, .fetched, .unavailable, .described: break
      case .exit:
        slots[slot].machine = nil
        slots[slot].hasLeft = true
        // Only a complete study may see its workers go; before that a supervisor starts another one.
        if coordinator?.isComplete != true {
          slots[slot].hasLeft = false
          queue.add(.workerStarts(slot: slot), at: now + restartDelay())
        }
        return
      }
    }
  }

  private mutating func finishTraining(_ slot: Int, _ work: Work) throws {
    runs += 1
    let trial = trials[work.trial]
    if case .fails(let times) = trial.behaviour, store.rows[work.trial].failures < times {
      let actions = slots[slot].machine?.failed(work, cause: .trial, reason: "fails", logTail: [], at: now)
      try perform(actions ?? [], slot)
      return
    }
    var report = slots[slot].kept[work.trial] ?? trial.result(work, run: runs)
    report.work = work
    slots[slot].kept[work.trial] = report
    if mayCrash(slot) { return }
    try perform(slots[slot].machine?.finished(report, at: now) ?? [], slot)
  }

  private mutating func mayCrash(_ slot: Int) -> Bool {
    guard happens(faults.workerCrash) else { return false }
    workerCrashes += 1
    if happens(faults.notice) { queue.add(.endNoticed(slots[slot].identity), at: now) }
    slots[slot].machine = nil
    queue.add(.workerStarts(slot: slot), at: now + restartDelay())
    return true
  }

  /// The coordinator itself must never believe in two owners, nor in one that is silent for longer than a lease.
  private mutating func checkOwners() {
    var owned = Set<Int>()
    for worker in coordinator?.workers ?? [] {
      guard let lease = worker.lease else { continue }
      if !owned.insert(lease.work.trial).inserted { store.violated("trial \(lease.work.trial) has two owners") }
      if now - worker.lastHeard > timing.lease + .seconds(1) { store.violated("a lease outlived its owner") }
    }
  }

  private mutating func happens(_ chance: Double) -> Bool {
    chance > 0 && now < .seconds(faults.calm) && Double.random(in: 0..<1, using: &random) < chance
  }

  private mutating func restartDelay() -> Duration {
    .seconds(Double.random(in: 0...faults.restart, using: &random))
  }
}
