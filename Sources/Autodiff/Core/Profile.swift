import Synchronization

/// Where the time of a computation goes, by place in the network and by pass.
///
/// Every moment inside an outermost `measure` counts for exactly one label, the innermost that is open, so that the times add
/// up to the whole. A tensor remembers the label that it was made under, and the backward pass counts its pullback for that place.
///
/// A profile is in force for what runs inside `Profile.$current.withValue(profile) { }`; without one, `measure` only calls its
/// body.
public final class Profile: Sendable {
  /// Why something is computed.
  public enum Pass: String, Hashable, Sendable, CaseIterable {
    case forward
    case backward
    /// A gradient that is itself part of the loss, and the backward pass through it.
    case secondOrder
  }

  /// What a time is spent on.
  public struct Label: Hashable, Sendable {
    /// A layer, or another part of the computation.
    public let place: String
    /// Nil for what belongs to none, such as an optimizer's update.
    public let pass: Pass?

    public init(_ place: String, _ pass: Pass?) {
      self.place = place
      self.pass = pass
    }
  }

  /// The profile that is in force, if any.
  @TaskLocal public static var current: Profile?

  private struct State {
    var spent: [Label: Duration] = [:]
    var open: Label?
    var since: Duration = .zero
  }

  private let state = Mutex(State())
  private let now: @Sendable () -> Duration

  public convenience init() {
    let clock = ContinuousClock()
    let start = clock.now
    self.init { clock.now - start }
  }

  /// - Parameter now: the time since a moment that stays the same.
  package init(now: @escaping @Sendable () -> Duration) {
    self.now = now
  }

  /// The time spent so far on each label, without what nested labels took.
  public var spent: [Label: Duration] { state.withLock(\.spent) }

  /// Runs `body`, whose time counts for the place, as part of the pass that is under way: the forward pass if none is.
  public static func measure<Result>(_ place: String, _ body: () throws -> Result) rethrows -> Result {
    guard let current else { return try body() }
    return try current.measure(Label(place, current.openLabel?.pass ?? .forward), body)
  }

  /// Runs `body`, whose time counts for the label if a profile is in force.
  public static func measure<Result>(_ label: Label, _ body: () throws -> Result) rethrows -> Result {
    guard let current else { return try body() }
    return try current.measure(label, body)
  }

  /// Runs `body`, whose time counts for the label, save for what is measured inside it.
  public func measure<Result>(_ label: Label, _ body: () throws -> Result) rethrows -> Result {
    let outer = open(label)
    defer { _ = open(outer) }
    return try body()
  }

  /// The label whose time runs.
  var openLabel: Label? { state.withLock(\.open) }

  /// Ends the time of the label that is open, and starts that of another; none, between measurements.
  private func open(_ label: Label?) -> Label? {
    let moment = now()
    return state.withLock { state in
      let outer = state.open
      if let outer { state.spent[outer, default: .zero] += moment - state.since }
      (state.open, state.since) = (label, moment)
      return outer
    }
  }
}
