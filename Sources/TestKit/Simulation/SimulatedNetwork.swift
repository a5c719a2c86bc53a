import Coordination

/// Decides about each message: how many copies arrive, and when.
struct SimulatedNetwork {
  private let faults: SimulatedFaults
  private let calm: Duration
  /// Per worker slot: until when nothing passes towards and from the coordinator.
  private var cutTowards: [Duration]
  private var cutFrom: [Duration]

  init(faults: SimulatedFaults, slots: Int) {
    self.faults = faults
    calm = .seconds(faults.calm)
    cutTowards = Array(repeating: .zero, count: slots)
    cutFrom = cutTowards
  }

  /// Delays of the copies that arrive; none: lost.
  func arrivals(
    slot: Int, towardsCoordinator: Bool, at now: Duration, using random: inout SplitMix64
  ) -> [Duration] {
    let isCalm = now >= calm
    let end = towardsCoordinator ? cutTowards[slot] : cutFrom[slot]
    if !isCalm, now < end || random.happens(faults.loss) { return [] }
    let isDoubled = !isCalm && random.happens(faults.duplication)
    let longest = max(isCalm ? 0.01 : faults.delay, 0.0002)
    return (0..<(isDoubled ? 2 : 1)).map { _ in .microseconds(random.integer(in: 100...Int(longest * 1e6))) }
  }

  /// Cuts a worker off, one way or both.
  mutating func cut(slot: Int, until end: Duration, using random: inout SplitMix64) {
    let way = random.integer(in: 0...2)
    if way != 1 { cutTowards[slot] = end }
    if way != 0 { cutFrom[slot] = end }
  }
}

extension SplitMix64 {
  /// Whether something of this chance happens; what cannot happen costs no number.
  mutating func happens(_ chance: Double) -> Bool { chance > 0 && Double(next() >> 11) * 0x1p-53 < chance }

  /// Evenly distributed but for what a remainder skews.
  mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// A time up to so many seconds.
  mutating func duration(upTo seconds: Double) -> Duration { .microseconds(integer(in: 0...Int(seconds * 1e6))) }
}
