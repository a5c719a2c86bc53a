import Coordination
import Foundation

/// The sweep at a moment, as displays show it.
public struct SweepOverview: Sendable {
  public struct Worker: Sendable, Equatable {
    public var name: String
    /// Key of the trial it trains.
    public var key: String?
    /// 0...1.
    public var fraction: Double
    public var description: String
    /// Seconds since the trial was handed out.
    public var seconds: Double
    /// Nothing was heard of it for a while.
    public var isSuspect: Bool

    /// Share of the trial per second, counted from when it was handed out; nil while unknown.
    public var rate: Double? { seconds > 0 && fraction > 0 ? fraction / seconds : nil }
  }

  public let name: String
  public let planned: Int
  /// Trials with a result, diverged ones among them.
  public private(set) var done = 0
  public private(set) var diverged = 0
  public var quarantined: Int { givenUp.count }
  /// As of the last refresh, but for trials that were finished since.
  public private(set) var workers: [Worker] = []
  /// Machines that workers are started on.
  public internal(set) var hosts: [HostOverview] = []
  public private(set) var seconds = 0.0
  /// Nil while nothing is known about how long a trial takes.
  public private(set) var secondsLeft: Double?
  private let keys: [String]
  private var givenUp: Set<Int> = []
  private var estimate = TimeLeft()

  public init(name: String, machine: CoordinatorMachine, now: Duration) {
    self.name = name
    let trials = machine.trials
    planned = trials.count
    keys = trials.map(\.key)
    for trial in trials {
      switch trial.state {
      case .done:
        done += 1
        if trial.isDiverged { diverged += 1 }
      case .quarantined: givenUp.insert(trial.number)
      default: break
      }
    }
    refresh(machine, now: now)
  }

  /// Name of a trial.
  public func key(_ trial: Int) -> String { keys.indices.contains(trial) ? keys[trial] : "trial \(trial)" }

  /// Trials that need no more work.
  public var finished: Int { done + quarantined }

  /// Takes in what happened. Looks at no other trial: a sweep has many, and as many events.
  package mutating func note(_ event: SweepEvent, now: Duration) {
    switch event {
    case .finished(let trial, let worker, let isDiverged, let seconds):
      estimate.add(seconds: seconds)
      done += 1
      if isDiverged { diverged += 1 }
      // A result may still come for a trial that was given up.
      givenUp.remove(trial)
      rest(worker)
    case .failed(let work, let worker, _, let isQuarantined):
      if isQuarantined { givenUp.insert(work.trial) }
      rest(worker)
    default: return
    }
    estimateTime(now)
  }

  /// Looks at what the workers do now. To be called a few times a second.
  package mutating func refresh(_ machine: CoordinatorMachine, now: Duration) {
    workers = machine.workers.map { worker in
      Worker(
        name: worker.hello.name, key: worker.lease.map { key($0.work.trial) }, fraction: worker.progress?.fraction ?? 0,
        description: worker.progress?.description ?? "",
        seconds: worker.lease.map { (now - $0.since) / .seconds(1) } ?? 0, isSuspect: worker.isSuspect)
    }
    estimateTime(now)
  }

  private mutating func rest(_ worker: String) {
    guard let index = workers.firstIndex(where: { $0.name == worker }) else { return }
    workers[index].key = nil
  }

  private mutating func estimateTime(_ now: Duration) {
    seconds = now / .seconds(1)
    let active = workers.filter { $0.key != nil }
    secondsLeft = estimate.seconds(
      unstarted: Double(planned - finished - active.count), running: active.map { ($0.fraction, $0.seconds) },
      workers: workers.count)
  }
}
