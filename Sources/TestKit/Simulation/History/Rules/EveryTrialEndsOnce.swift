import Coordination

struct EveryTrialEndsOnce: HistoryRule {
  static let name = HistoryViolation.Rule.everyTrialEndsOnce

  private(set) var findings: [String] = []
  private let trials: [SimulatedTrial]
  private var digests: [Int: String] = [:]
  private var quarantined: Set<Int> = []
  private var hasEnded = false

  init(_ trials: [SimulatedTrial]) { self.trials = trials }

  mutating func read(_ event: HistoryEvent, at time: Duration) {
    switch event {
    case .leased(let work, _): changes(work.trial, "handed out")
    case .requeued(let trial): changes(trial, "put back")
    case .failed(let work, _, let isQuarantined):
      changes(work.trial, "blamed")
      if isQuarantined { quarantined.insert(work.trial) }
    case .accepted(let work, let digest):
      // Also after a quarantine: a result in the hand is worth more.
      if digests.updateValue(digest, forKey: work.trial) != nil {
        findings.append("trial \(work.trial) was accepted twice")
      }
    case .contradicted(let work, let digest):
      if digests[work.trial] ?? digest == digest {
        findings.append("result '\(digest)' of trial \(work.trial) raised an alarm and contradicts nothing")
      }
    case .ended: hasEnded = true
    default: break
    }
  }

  mutating func end(at time: Duration) {
    if !hasEnded { findings.append("not at its end after \(time / .seconds(1)) s") }
    for (number, trial) in trials.enumerated() {
      let digest = digests[number]
      if let expected = trial.digest(of: number) {
        if digest != expected { findings.append("trial \(number) has \(digest ?? "no result") instead of \(expected)") }
      } else if digest == nil, !trial.isGivenUp {
        findings.append("trial \(number) has no result")
      } else if trial.isGivenUp, !quarantined.contains(number) {
        findings.append("trial \(number) was not given up")
      }
    }
  }

  private mutating func changes(_ trial: Int, _ what: String) {
    if digests[trial] != nil || quarantined.contains(trial) {
      findings.append("trial \(trial) was \(what) after its end")
    }
  }
}
