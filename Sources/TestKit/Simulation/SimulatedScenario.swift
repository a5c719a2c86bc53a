import Coordination

/// A sweep to simulate, all of it drawn from one number.
public struct SimulatedScenario: Sendable, CustomStringConvertible {
  public let seed: UInt64
  public var trials: [SimulatedTrial]
  public var workers: Int
  public var faults: SimulatedFaults
  public var timing: Timing

  /// Up to 8 trials on up to 4 workers, and everything that can go wrong.
  public init(seed: UInt64) {
    self.seed = seed
    var random = SplitMix64(seed: seed)
    trials = (0..<Int.random(in: 1...8, using: &random)).map { _ in SimulatedTrial.drawn(using: &random) }
    workers = Int.random(in: 1...4, using: &random)
    faults = SimulatedFaults.drawn(using: &random)
    timing = Self.timing
  }

  public init(seed: UInt64, trials: [SimulatedTrial], workers: Int, faults: SimulatedFaults = SimulatedFaults()) {
    self.seed = seed
    self.trials = trials
    self.workers = workers
    self.faults = faults
    timing = Self.timing
  }

  /// The protocol's own times, but for patience with trials that get nowhere.
  private static var timing: Timing {
    var timing = Timing()
    timing.stall = .seconds(120)
    timing.stopping = .seconds(20)
    return timing
  }

  /// What is simulated, in lines.
  public var description: String {
    let behaviours = trials.enumerated().map { "  trial \($0): \($1.behaviour), \($1.seconds) s" }
    return (["seed \(seed): \(workers) workers, \(faults)"] + behaviours).joined(separator: "\n")
  }

  /// The cluster before its first event.
  public var cluster: SimulatedCluster {
    SimulatedCluster(seed: seed, trials: trials, workers: workers, faults: faults, timing: timing)
  }

  /// Runs it.
  /// - Returns: everything that happened.
  public func history() throws -> History {
    var cluster = cluster
    try cluster.run()
    return cluster.history
  }

  /// What a history of this scenario breaks.
  public func violations(in history: History) -> [HistoryViolation] {
    HistoryChecker(trials: trials, timing: timing).violations(in: history)
  }
}
