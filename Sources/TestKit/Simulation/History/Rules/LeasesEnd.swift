import Coordination

struct LeasesEnd: HistoryRule {
  static let name = HistoryViolation.Rule.leasesEnd

  private(set) var findings: [String] = []
  private let longest: Duration
  private var owners: [Int: WorkerProcess] = [:]
  private var owned: [WorkerProcess: Int] = [:]
  private var lastHeard: [WorkerProcess: Duration] = [:]
  /// Since when the coordinator could have noticed a silence; nil while it is dead.
  private var attentiveSince: Duration?

  init(_ timing: Timing) { longest = timing.lease + .seconds(1) }

  mutating func read(_ event: HistoryEvent, at time: Duration) {
    switch event {
    case .coordinatorStarted: attentiveSince = time
    case .coordinatorDied:
      checkAll(time)
      attentiveSince = nil
    case .coordinatorWoke:
      // While it did nothing it could not look, nor hear: silence counts from now.
      attentiveSince = time
    case .heard(let worker):
      if let trial = owned[worker] { check(trial, worker, time) }
      lastHeard[worker] = time
    case .leased(let work, let worker):
      release(work.trial, time)
      owners[work.trial] = worker
      owned[worker] = work.trial
    case .requeued(let trial): release(trial, time)
    case .failed(let work, _, _), .accepted(let work, _): release(work.trial, time)
    default: break
    }
  }

  mutating func end(at time: Duration) { checkAll(time) }

  private mutating func release(_ trial: Int, _ time: Duration) {
    guard let worker = owners.removeValue(forKey: trial) else { return }
    check(trial, worker, time)
    if owned[worker] == trial { owned[worker] = nil }
  }

  private mutating func checkAll(_ time: Duration) {
    for (trial, worker) in owners.sorted(by: { $0.key < $1.key }) { check(trial, worker, time) }
  }

  private mutating func check(_ trial: Int, _ worker: WorkerProcess, _ time: Duration) {
    guard let attentiveSince else { return }
    let silence = time - max(attentiveSince, lastHeard[worker] ?? .zero)
    if silence > longest {
      findings.append("trial \(trial) stayed with \(worker) through \(silence / .seconds(1)) s of silence")
    }
  }
}
