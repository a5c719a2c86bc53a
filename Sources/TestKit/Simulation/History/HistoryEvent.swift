import Coordination

/// A process of a worker in a simulation: the machine it runs on, and how many processes that machine has had.
public struct WorkerProcess: Hashable, Sendable, CustomStringConvertible {
  public var slot: Int
  public var incarnation: Int

  public init(slot: Int, incarnation: Int) {
    self.slot = slot
    self.incarnation = incarnation
  }

  public var description: String { "\(slot).\(incarnation)" }
}

/// Something that happened in a simulated cluster, as somebody who sees every disk, process and wire would write it down.
public enum HistoryEvent: Sendable, Equatable {
  case coordinatorStarted(epoch: Int)
  case coordinatorDied
  /// Its process did nothing for a while, and goes on now.
  case coordinatorWoke
  /// It took a message from a worker.
  case heard(WorkerProcess)

  // What became durable at the coordinator.
  case leased(Work, WorkerProcess)
  case requeued(trial: Int)
  case failed(Work, failures: Int, isQuarantined: Bool)
  case accepted(Work, digest: String)
  case contradicted(Work, digest: String)
  /// A file of a trial lies in its directory under its name.
  case fileWritten(trial: Int, String)
  /// It is recorded, to be gone on from.
  case fileKept(Work, String, digest: String)
  case fileRemoved(trial: Int, String)

  // What the coordinator sent.
  case assigned(Work, WorkerProcess)
  case acknowledged(Work, Acknowledgement.Verdict, WorkerProcess)
  /// It says that a file is durable.
  case receipted(trial: Int, digest: String, WorkerProcess)

  case workerStarted(WorkerProcess)
  case workerDied(WorkerProcess)
  /// Its process did nothing for a while, and goes on now.
  case workerWoke(WorkerProcess)
  /// It ended by itself; `isServed`: after its coordinator had answered everything.
  case workerLeft(WorkerProcess, isServed: Bool)
  /// Training begins after this step.
  case began(Work, WorkerProcess, step: Int)
  /// A result is durable on the worker's machine.
  case held(Work, digest: String, WorkerProcess)
  /// What was held for the trial is deleted.
  case forgot(Work, WorkerProcess)
  /// The trial failed on its own.
  case gaveUp(Work, WorkerProcess)
  /// The trial crashed the worker's process.
  case crashed(Work, WorkerProcess)

  /// Every trial is done or given up, and the workers are gone.
  case ended
}

/// What happened, in order, with the virtual time of each event since the beginning.
public struct History: Sendable {
  public struct Entry: Sendable {
    public let time: Duration
    public let event: HistoryEvent
  }

  public private(set) var entries: [Entry] = []

  public init() {}

  public mutating func add(_ event: HistoryEvent, at time: Duration) {
    entries.append(Entry(time: time, event: event))
  }

  /// A line for each event but for signs of life.
  public var lines: [String] { entries.compactMap(\.line) }
}
