import Coordination

struct NoTwoOwners: HistoryRule {
  static let name = HistoryViolation.Rule.noTwoOwners

  private struct Trial {
    var attempt = 0
    /// Who was given the latest attempt.
    var holder: WorkerProcess?
    var isLeased = false
  }

  private(set) var findings: [String] = []
  private var trials: [Int: Trial] = [:]

  mutating func read(_ event: HistoryEvent, at time: Duration) {
    switch event {
    case .leased(let work, let worker):
      let trial = trials[work.trial, default: Trial()]
      // A worker may be given again what it was given before, when it comes back.
      let isSame = work.attempt == trial.attempt && worker == trial.holder
      if !isSame {
        if work.attempt <= trial.attempt {
          findings.append("\(work.text) was handed out after attempt \(trial.attempt)")
        }
        if trial.isLeased {
          findings.append("\(work.text) was handed out while \(trial.holder?.description ?? "") had it")
        }
      }
      trials[work.trial] = Trial(attempt: work.attempt, holder: worker, isLeased: true)
    case .requeued(let trial): trials[trial]?.isLeased = false
    case .failed(let work, _, _), .accepted(let work, _): trials[work.trial]?.isLeased = false
    case .assigned(let work, let worker):
      guard let trial = trials[work.trial], trial.isLeased, trial.attempt == work.attempt, trial.holder == worker else {
        findings.append("\(work.text) was sent to \(worker) and is not durably its own")
        return
      }
    default: break
    }
  }
}
