import Coordination

/// One thing that must hold in every history, whatever goes wrong.
protocol HistoryRule {
  static var name: HistoryViolation.Rule { get }
  /// What was found broken so far, in words.
  var findings: [String] { get }
  mutating func read(_ event: HistoryEvent, at time: Duration)
  /// The history is over.
  mutating func end(at time: Duration)
}

extension HistoryRule {
  mutating func end(at time: Duration) {}
}

/// A rule that a history breaks.
public struct HistoryViolation: Error, Equatable, CustomStringConvertible {
  public enum Rule: String, Sendable, CaseIterable {
    /// Each trial ends once, with the result it should have, and the sweep comes to its end.
    case everyTrialEndsOnce
    /// What is acknowledged is durable; what is deleted was acknowledged; what a live worker holds is delivered.
    case noResultIsLost
    /// Attempts grow, each has one owner, and no trial has two at a time.
    case noTwoOwners
    /// A trial whose owner gives no sign of life is put back within a lease and a second.
    case leasesEnd
    /// What there is a receipt for is on the disk and recorded; the last two checkpoints stay until the trial ends; who goes on with
    /// a trial goes on from the latest; no result comes without its files.
    case noFileIsLost
    /// A trial is blamed for failures, crashes and standstill of its own only, once for each, and given up in time.
    case noBlameWithoutCause
  }

  public let rule: Rule
  public let finding: String

  public var description: String { "\(rule.rawValue): \(finding)" }
}

/// Reads histories after the fact. Knows the promises of the protocol and nothing of the machines that keep them.
public struct HistoryChecker {
  private let trials: [SimulatedTrial]
  private let timing: Timing

  public init(trials: [SimulatedTrial], timing: Timing) {
    self.trials = trials
    self.timing = timing
  }

  public func violations(in history: History) -> [HistoryViolation] {
    check(history, EveryTrialEndsOnce(trials)) + check(history, NoResultIsLost()) + check(history, NoTwoOwners())
      + check(history, LeasesEnd(timing)) + check(history, NoFileIsLost()) + check(history, NoBlameWithoutCause(timing))
  }

  private func check<Rule: HistoryRule>(_ history: History, _ rule: Rule) -> [HistoryViolation] {
    var rule = rule
    for entry in history.entries { rule.read(entry.event, at: entry.time) }
    rule.end(at: history.entries.last?.time ?? .zero)
    return rule.findings.map { HistoryViolation(rule: Rule.name, finding: $0) }
  }
}
