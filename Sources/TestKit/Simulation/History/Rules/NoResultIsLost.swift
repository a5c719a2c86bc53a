import Coordination

struct NoResultIsLost: HistoryRule {
  static let name = HistoryViolation.Rule.noResultIsLost

  private struct Delivery: Hashable {
    let work: Work
    let worker: WorkerProcess
  }

  private(set) var findings: [String] = []
  private var accepted: Set<Int> = []
  private var contradicted: Set<Int> = []
  private var acknowledged: Set<Delivery> = []
  /// What living processes hold.
  private var held: Set<Delivery> = []

  mutating func read(_ event: HistoryEvent, at time: Duration) {
    switch event {
    case .accepted(let work, _): accepted.insert(work.trial)
    case .contradicted(let work, _): contradicted.insert(work.trial)
    case .acknowledged(let work, let verdict, let worker):
      acknowledged.insert(Delivery(work: work, worker: worker))
      switch verdict {
      case .accepted, .duplicate:
        if !accepted.contains(work.trial) { findings.append("\(work.text) was acknowledged before it was durable") }
      case .contradiction:
        if !contradicted.contains(work.trial) { findings.append("an alarm about \(work.text) was not durable") }
      case .unknown: findings.append("\(work.text) was called unknown")
      case .noted: break
      }
    case .held(let work, _, let worker): held.insert(Delivery(work: work, worker: worker))
    case .forgot(let work, let worker):
      let delivery = Delivery(work: work, worker: worker)
      if !acknowledged.contains(delivery) {
        findings.append("\(worker) deleted a result of \(work.text) that nobody had acknowledged")
      }
      held.remove(delivery)
    case .workerDied(let worker), .workerLeft(let worker, isServed: false):
      // What it held lies on its machine's disk: its trial is delivered from there, or trained by another.
      held = held.filter { $0.worker != worker }
    case .workerLeft(let worker, isServed: true):
      for delivery in held where delivery.worker == worker {
        findings.append("\(worker) left with a result of \(delivery.work.text) that was not delivered")
      }
    default: break
    }
  }

  mutating func end(at time: Duration) {
    for delivery in held.sorted(by: { ($0.work.trial, $0.work.attempt) < ($1.work.trial, $1.work.attempt) }) {
      findings.append("a result of \(delivery.work.text) that \(delivery.worker) held was never delivered")
    }
  }
}
