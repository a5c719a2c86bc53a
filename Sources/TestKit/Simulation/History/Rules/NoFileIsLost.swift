import Coordination

struct NoFileIsLost: HistoryRule {
  static let name = HistoryViolation.Rule.noFileIsLost

  private struct Trial {
    var written: Set<String> = []
    /// Digests of what was recorded.
    var recorded: Set<String> = []
    /// Steps of the recorded checkpoints, the latest record first.
    var checkpoints: [Int] = []
    var hasWeights = false
    var hasResult = false
    /// The attempt that has the lease, and the step from which it should go on, at least.
    var lease: (attempt: Int, start: Int)?
  }

  private(set) var findings: [String] = []
  private var trials: [Int: Trial] = [:]

  mutating func read(_ event: HistoryEvent, at time: Duration) {
    switch event {
    case .fileWritten(let trial, let name): trials[trial, default: Trial()].written.insert(name)
    case .fileKept(let work, let name, let digest): record(work, name, digest)
    case .fileRemoved(let trial, let name): remove(trial, name)
    case .receipted(let trial, let digest, _):
      if trials[trial]?.recorded.contains(digest) != true {
        findings.append("a file of trial \(trial) got its receipt before it was durable")
      }
    case .leased(let work, _):
      let start = trials[work.trial]?.checkpoints.first ?? 0
      // The same attempt again: it began before.
      if trials[work.trial]?.lease?.attempt != work.attempt {
        trials[work.trial, default: Trial()].lease = (work.attempt, start)
      }
    // Who has lost the lease meanwhile is not served any more, and what it does does not count.
    case .requeued(let trial): trials[trial]?.lease = nil
    case .failed(let work, _, _): trials[work.trial]?.lease = nil
    case .began(let work, let worker, let step):
      if let lease = trials[work.trial]?.lease, lease.attempt == work.attempt, step < lease.start {
        findings.append(
          "\(worker) began \(work.text) after step \(step), though there was a checkpoint of step \(lease.start)")
      }
    case .accepted(let work, _):
      if trials[work.trial]?.hasWeights != true { findings.append("\(work.text) was accepted without its weights") }
      trials[work.trial]?.hasResult = true
      trials[work.trial]?.lease = nil
    default: break
    }
  }

  private mutating func record(_ work: Work, _ name: String, _ digest: String) {
    var trial = trials[work.trial, default: Trial()]
    defer { trials[work.trial] = trial }
    if !trial.written.contains(name) { findings.append("\(name) of \(work.text) was recorded and is not there") }
    trial.recorded.insert(digest)
    if let step = TrialFile.step(name) {
      trial.checkpoints = Array(([step] + trial.checkpoints).prefix(2))
    } else {
      trial.hasWeights = true
    }
  }

  private mutating func remove(_ number: Int, _ name: String) {
    guard let trial = trials[number] else { return }
    trials[number]?.written.remove(name)
    if !trial.hasResult, let step = TrialFile.step(name), trial.checkpoints.contains(step) {
      findings.append("\(name) of trial \(number), one of the last two, was removed")
    }
  }
}
