/// When to make the next checkpoint within an epoch: often enough that little is lost with a machine, seldom enough that it costs
/// next to nothing.
struct CheckpointPace {
  /// A hundred times what the last one took, so that checkpoints cost a hundredth of the time at most.
  private static let factor = 100

  private let shortest: Duration
  private var latest = ContinuousClock.now
  private var cost: Duration = .zero

  /// - Parameter shortest: time between two checkpoints, however quickly they are made.
  init(shortest: Duration) { self.shortest = shortest }

  var isDue: Bool { ContinuousClock.now - latest >= max(shortest, cost * Self.factor) }

  /// A checkpoint was begun then and is finished now.
  mutating func made(since start: ContinuousClock.Instant) {
    latest = .now
    cost = latest - start
  }
}
