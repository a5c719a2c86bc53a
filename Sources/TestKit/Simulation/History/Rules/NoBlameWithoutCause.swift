import Coordination

struct NoBlameWithoutCause: HistoryRule {
  static let name = HistoryViolation.Rule.noBlameWithoutCause

  private struct Trial {
    var failures = 0
    /// Latest attempt that was blamed.
    var blamed = 0
    var leasedAt: [Int: Duration] = [:]
    var gaveUp: Set<Int> = []
    /// Crashed processes by attempt.
    var crashed: [Int: WorkerProcess] = [:]
    /// Machines whose crashes were counted.
    var crashedSlots: Set<Int> = []
  }

  private(set) var findings: [String] = []
  private let timing: Timing
  private var trials: [Int: Trial] = [:]

  init(_ timing: Timing) { self.timing = timing }

  mutating func read(_ event: HistoryEvent, at time: Duration) {
    switch event {
    case .leased(let work, _): trials[work.trial, default: Trial()].leasedAt[work.attempt] = time
    case .gaveUp(let work, _): trials[work.trial, default: Trial()].gaveUp.insert(work.attempt)
    case .crashed(let work, let worker): trials[work.trial, default: Trial()].crashed[work.attempt] = worker
    case .failed(let work, let failures, let isQuarantined):
      blame(work, failures, isQuarantined, time)
    default: break
    }
  }

  private mutating func blame(_ work: Work, _ failures: Int, _ isQuarantined: Bool, _ time: Duration) {
    var trial = trials[work.trial, default: Trial()]
    defer { trials[work.trial] = trial }
    if failures != trial.failures + 1 { findings.append("failures of trial \(work.trial) went to \(failures)") }
    if work.attempt <= trial.blamed { findings.append("\(work.text) was blamed twice") }
    // A crash may become known only after the trial was handed out again.
    let crashes = trial.crashed.filter { (trial.blamed + 1...max(work.attempt, trial.blamed + 1)).contains($0.key) }
    let hasStalled = trial.leasedAt[work.attempt].map { time - $0 >= timing.stall } ?? false
    if !trial.gaveUp.contains(work.attempt), crashes.isEmpty, !hasStalled {
      findings.append("\(work.text) was blamed for nothing")
    }
    trial.crashedSlots.formUnion(crashes.values.map(\.slot))
    let mayGiveUp = failures >= timing.failuresUntilQuarantine || trial.crashedSlots.count > 1
    if isQuarantined, !mayGiveUp { findings.append("trial \(work.trial) was given up after \(failures) failures") }
    if !isQuarantined, failures >= timing.failuresUntilQuarantine {
      findings.append("trial \(work.trial) was not given up after \(failures) failures")
    }
    trial.failures = failures
    trial.blamed = work.attempt
  }
}
