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
  public private(set) var planned = 0
  /// Trials with a result, diverged ones among them.
  public private(set) var done = 0
  public private(set) var diverged = 0
  public private(set) var quarantined = 0
  public private(set) var workers: [Worker] = []
  /// Machines that workers are started on.
  public internal(set) var hosts: [HostOverview] = []
  public private(set) var seconds = 0.0
  /// Nil while nothing is known about how long a trial takes.
  public private(set) var secondsLeft: Double?
  private var keys: [String]
  private var estimate = TimeLeft()

  public init(name: String, machine: CoordinatorMachine, now: Duration) {
    self.name = name
    keys = machine.trials.map(\.key)
    update(machine, event: nil, now: now)
  }

  /// Name of a trial.
  public func key(_ trial: Int) -> String { keys.indices.contains(trial) ? keys[trial] : "trial \(trial)" }

  /// Trials that need no more work.
  public var finished: Int { done + quarantined }

  package mutating func update(_ machine: CoordinatorMachine, event: SweepEvent?, now: Duration) {
    if case .finished(_, _, _, let seconds) = event { estimate.add(seconds: seconds) }
    let trials = machine.trials
    planned = trials.count
    done = trials.count { $0.state == .done }
    diverged = trials.count { $0.state == .done && $0.isDiverged }
    quarantined = trials.count { $0.state == .quarantined }
    seconds = now / .seconds(1)
    workers = machine.workers.map { worker in
      Worker(
        name: worker.hello.name, key: worker.lease.map { key($0.work.trial) }, fraction: worker.progress?.fraction ?? 0,
        description: worker.progress?.description ?? "",
        seconds: worker.lease.map { (now - $0.since) / .seconds(1) } ?? 0, isSuspect: worker.isSuspect)
    }
    let active = workers.filter { $0.key != nil }
    secondsLeft = estimate.seconds(
      unstarted: Double(planned - finished - active.count), running: active.map { ($0.fraction, $0.seconds) },
      workers: workers.count)
  }
}
