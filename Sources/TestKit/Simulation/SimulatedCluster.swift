import Coordination
import Foundation

/// The real state machines of a coordinator and its workers under a virtual clock, with everything that can go wrong drawn
/// from one seed. A run with the same seed is the same in every step. What happens is written to `history`; whether that was
/// right is for `HistoryChecker` to say.
public struct SimulatedCluster {
  enum Event: Sendable {
    case coordinatorStarts
    case coordinatorTick(epoch: Int)
    case coordinatorWakes(epoch: Int)
    indirect case toCoordinator(WorkerMessage, PeerIdentity)
    indirect case keeps(IncomingFile, PeerIdentity, epoch: Int)
    indirect case endNoticed(PeerIdentity, crash: String?)
    case workerStarts(slot: Int)
    case workerTick(WorkerProcess)
    case workerWakes(WorkerProcess)
    indirect case toWorker(CoordinatorMessage, WorkerProcess)
    /// Has, or looks for, the state to go on from.
    case prepares(Work, WorkerProcess)
    case steps(Work, WorkerProcess)
    case stopped(Work, WorkerProcess)
  }

  static let tick: Duration = .milliseconds(500)

  public internal(set) var history = History()
  let trials: [SimulatedTrial]
  let faults: SimulatedFaults
  let timing: Timing
  private let calm: Duration
  /// Changes a coordinator's actions before they are carried out: for tests that show that the checker finds a broken machine.
  public var sabotage: (@Sendable (inout [CoordinatorAction]) -> Void)?
  /// Whether every message goes through its bytes; slower.
  public var usesCodec = false

  var random: SplitMix64
  var network: SimulatedNetwork
  var schedule = Schedule<Event>()
  var now: Duration = .zero

  var store: SimulatedStore
  var coordinator: CoordinatorMachine?
  var coordinatorStarted: Duration = .zero
  var coordinatorPausedUntil: Duration = .zero
  /// What came so far of files that workers send.
  var drafts: [PeerIdentity: Data] = [:]
  public internal(set) var coordinatorActions = 0

  var workers: [SimulatedWorker]
  var processes: [PeerIdentity: WorkerProcess] = [:]
  public internal(set) var workerActions = 0
  /// How often a trial was trained.
  var runs = 0

  public init(
    seed: UInt64, trials: [SimulatedTrial], workers count: Int, faults: SimulatedFaults, timing: Timing = Timing()
  ) {
    self.trials = trials
    self.faults = faults
    self.timing = timing
    calm = .seconds(faults.calm)
    var random = SplitMix64(seed: seed)
    network = SimulatedNetwork(faults: faults, slots: count)
    store = SimulatedStore(trials: trials.count)
    workers = (0..<count).map { slot in
      SimulatedWorker(
        process: WorkerProcess(slot: slot, incarnation: 0), clockOrigin: random.duration(upTo: 1e6),
        clockRate: 1 + Double.random(in: -1...1, using: &random) * faults.clockRate)
    }
    self.random = random
    schedule.add(.coordinatorStarts, at: .zero)
    for slot in 0..<count { schedule.add(.workerStarts(slot: slot), at: random.duration(upTo: 1)) }
  }

  /// Runs until all is done and every worker has left, or to the deadline in virtual seconds.
  public mutating func run(deadline: Double = 4000) throws {
    while let (time, event) = schedule.removeFirst(), time <= .seconds(deadline) {
      now = time
      try handle(event)
      if coordinator?.isComplete == true, workers.allSatisfy({ $0.machine == nil }) {
        note(.ended)
        return
      }
    }
  }

  private mutating func handle(_ event: Event) throws {
    switch event {
    case .coordinatorStarts: startCoordinator()
    case .coordinatorTick, .toCoordinator, .keeps, .endNoticed:
      guard coordinator != nil else { return }
      if now < coordinatorPausedUntil {
        schedule.add(event, at: coordinatorPausedUntil)
      } else {
        try handleAtCoordinator(event)
      }
    case .coordinatorWakes(let epoch): if coordinator != nil, epoch == store.epoch { note(.coordinatorWoke) }
    case .workerStarts(let slot): startWorker(slot)
    case .workerTick(let process), .toWorker(_, let process), .prepares(_, let process), .steps(_, let process),
      .stopped(_, let process):
      guard isRunning(process) else { return }
      if now < workers[process.slot].pausedUntil {
        schedule.add(event, at: workers[process.slot].pausedUntil)
      } else {
        try handle(event, at: process.slot)
      }
    case .workerWakes(let process): if isRunning(process) { note(.workerWoke(process)) }
    }
  }

  private func isRunning(_ process: WorkerProcess) -> Bool {
    workers[process.slot].process == process && workers[process.slot].machine != nil
  }

  mutating func note(_ event: HistoryEvent) { history.add(event, at: now) }

  /// Whether something of this chance happens now.
  mutating func happens(_ chance: Double) -> Bool { now < calm && random.happens(chance) }

  /// The end of a state that begins now, perhaps, and lasts for so many seconds at most.
  mutating func mayBegin(_ chance: Double, longest: Double) -> Duration? {
    happens(chance) ? now + random.duration(upTo: longest) : nil
  }
}
