import Coordination

/// What can go wrong between and inside the processes. Everything is drawn from the seed; after `calm` nothing goes wrong
/// any more, so that a correct protocol must come to an end.
public struct SimulatedFaults: Sendable {
  /// Chance that a message is lost.
  public var loss = 0.0
  /// Chance that a message arrives twice.
  public var duplication = 0.0
  /// Longest delay in seconds; each message draws its own, which reorders them.
  public var delay = 0.01
  /// Chance, each second and worker, that its connection is cut; one way or both.
  public var cut = 0.0
  /// Longest cut in seconds.
  public var cutLength = 60.0
  /// Chance, before each single action of a worker, that its process dies.
  public var workerCrash = 0.0
  /// Chance, before each single action of the coordinator, that its process dies.
  public var coordinatorCrash = 0.0
  /// Longest time in seconds until a dead process is started again.
  public var restart = 40.0
  /// Chance that a dead worker's supervisor tells the coordinator at once.
  public var notice = 0.5
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
    faults.workerCrash = strength(0.02, &random)
    faults.coordinatorCrash = strength(0.01, &random)
    faults.notice = Double.random(in: 0...1, using: &random)
    return faults
  }

  /// Zero half of the time, so that faults are met alone and together.
  private static func strength(_ most: Double, _ random: inout SplitMix64) -> Double {
    Bool.random(using: &random) ? 0 : Double.random(in: 0...most, using: &random)
  }
}

/// Decides about each message: how many copies arrive, and when.
struct SimulatedNetwork {
  let faults: SimulatedFaults
  /// Per worker slot: until when nothing passes towards and from the coordinator.
  private var cutTowards: [Duration]
  private var cutFrom: [Duration]

  init(faults: SimulatedFaults, slots: Int) {
    self.faults = faults
    cutTowards = Array(repeating: .zero, count: slots)
    cutFrom = cutTowards
  }

  /// Delays of the copies that arrive; none: lost.
  func arrivals(
    slot: Int, towardsCoordinator: Bool, at now: Duration, using random: inout SplitMix64
  ) -> [Duration] {
    let isCalm = now >= .seconds(faults.calm)
    let end = towardsCoordinator ? cutTowards[slot] : cutFrom[slot]
    if !isCalm, now < end || Double.random(in: 0..<1, using: &random) < faults.loss { return [] }
    let isDoubled = !isCalm && Double.random(in: 0..<1, using: &random) < faults.duplication
    return (0..<(isDoubled ? 2 : 1)).map { _ in
      .seconds(Double.random(in: 0.0001...max(isCalm ? 0.01 : faults.delay, 0.0002), using: &random))
    }
  }

  /// Cuts a worker off, perhaps.
  mutating func mayCut(slot: Int, at now: Duration, using random: inout SplitMix64) {
    guard now < .seconds(faults.calm), Double.random(in: 0..<1, using: &random) < faults.cut else { return }
    let end = now + .seconds(Double.random(in: 0...faults.cutLength, using: &random))
    let way = Int.random(in: 0..<3, using: &random)
    if way != 1 { cutTowards[slot] = end }
    if way != 0 { cutFrom[slot] = end }
  }
}
