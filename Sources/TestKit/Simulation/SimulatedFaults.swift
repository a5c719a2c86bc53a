import Coordination

/// What can go wrong between and inside the processes. Everything is drawn from the seed; after `calm` nothing goes wrong
/// any more, so that a correct protocol must come to an end. Chances are 0...1, times are seconds.
public struct SimulatedFaults: Sendable {
  /// Chance that a message is lost.
  public var loss = 0.0
  /// Chance that a message arrives twice.
  public var duplication = 0.0
  /// Longest delay; each message draws its own, which reorders them.
  public var delay = 0.01
  /// Chance, each half second and worker, that its connection is cut; one way or both.
  public var cut = 0.0
  public var longestCut = 60.0
  /// Chance, before each single action of a worker, that its process is killed.
  public var workerDeath = 0.0
  /// Chance, before each single action of the coordinator, that its process is killed.
  public var coordinatorDeath = 0.0
  /// Kills the coordinator, or the worker, before exactly this of all their actions (0, 1, ...).
  public var coordinatorDiesBefore: Int?
  public var workerDiesBefore: Int?
  /// Chance, each half second and process, that it is stopped, as by SIGSTOP, and goes on later: a zombie.
  public var workerPause = 0.0
  public var coordinatorPause = 0.0
  public var longestPause = 90.0
  /// Chance, each half second and machine, that its disk is full for a while.
  public var workerDiskFull = 0.0
  public var coordinatorDiskFull = 0.0
  public var longestDiskFull = 60.0
  /// Chance that a piece of a file is damaged on its way to the coordinator's disk.
  public var damage = 0.0
  /// Longest time until a process that ended is started again.
  public var restart = 40.0
  /// Chance that a supervisor tells the coordinator at once how a worker's process ended.
  public var notice = 0.5
  /// How much faster or slower the workers' clocks go, at most; each has an origin of its own as well.
  public var clockRate = 0.0
  /// Virtual seconds after which nothing goes wrong any more.
  public var calm = 300.0

  public init() {}

  /// Everything at once, in strengths drawn from the seed.
  public static func drawn(using random: inout SplitMix64) -> SimulatedFaults {
    var faults = SimulatedFaults()
    faults.loss = strength(0.3, &random)
    faults.duplication = strength(0.3, &random)
    faults.delay = strength(10, &random) + 0.01
    faults.cut = strength(0.02, &random)
    faults.workerDeath = strength(0.02, &random)
    faults.coordinatorDeath = strength(0.01, &random)
    faults.workerPause = strength(0.01, &random)
    faults.coordinatorPause = strength(0.005, &random)
    faults.workerDiskFull = strength(0.02, &random)
    faults.coordinatorDiskFull = strength(0.005, &random)
    faults.damage = strength(0.1, &random)
    faults.notice = Double.random(in: 0...1, using: &random)
    faults.clockRate = strength(0.1, &random)
    return faults
  }

  /// Zero half of the time, so that faults are met alone and together.
  private static func strength(_ most: Double, _ random: inout SplitMix64) -> Double {
    Bool.random(using: &random) ? 0 : Double.random(in: 0...most, using: &random)
  }
}
