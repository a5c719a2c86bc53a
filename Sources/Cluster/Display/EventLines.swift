import Coordination

/// What happened, as one line; nil for what only a live display shows.
func eventLine(_ event: SweepEvent, _ overview: SweepOverview) -> String? {
  switch event {
  case .finished(let trial, let worker, let isDiverged, let seconds):
    let left = overview.secondsLeft.map { ", \($0.asTime) left" } ?? ""
    let state = isDiverged ? "diverged" : "done"
    return "\(overview.key(trial)) \(state) in \(seconds.asTime) on \(worker) "
      + "(\(overview.finished)/\(overview.planned)\(left))"
  case .failed(let work, let worker, let reason, let isQuarantined):
    let first = reason.split(whereSeparator: \.isNewline).first.map(String.init) ?? reason
    return "\(overview.key(work.trial)) failed on \(worker): \(first)"
      + (isQuarantined ? "; given up (\(overview.finished)/\(overview.planned))" : "; it will be tried again")
  case .lost(let name, let reason, let trial):
    // Without a trial nothing is lost.
    return trial.map { "\(name) was lost (\(reason)); \(overview.key($0)) goes to another worker" }
  case .rejected(let name, let reason): return "\(name) was not taken in: \(reason)"
  case .contradiction(let work, let worker):
    return "ALARM: \(worker) has another result for \(overview.key(work.trial)) than the one stored; both are kept. "
      + "The same trial must give the same result on every machine"
  case .workerFault(_, let name, let reason): return "\(name) cannot go on: \(reason)"
  case .reattached(let work, _): return "\(overview.key(work.trial)) goes on with the worker it had"
  case .joined, .suspect, .left, .assigned, .progressed, .duplicate, .complete: return nil
  }
}
