import Coordination
import Foundation

extension StudyStatus {
  /// How far the study of a coordinator at work is.
  init(_ overview: SweepOverview, _ machine: CoordinatorMachine, _ record: StudyRecord, isRunning: Bool, now: Duration)
  {
    study = overview.name
    part = record.part
    self.isRunning = isRunning
    epoch = record.epoch
    time = Date().timeIntervalSince1970.rounded(places: 3)
    let seconds = now / .seconds(1)
    self.seconds = seconds.rounded(places: 1)
    trialsPerHour =
      record.finished > 0 && seconds > 0 ? (Double(record.finished) / seconds * 3600).rounded(places: 1) : nil
    secondsLeft = overview.secondsLeft?.rounded(places: 1)
    let entries = machine.trials
    trials = Trials(entries.lazy.map { ($0.state, $0.isDiverged) }, isRunning: isRunning)
    let all = machine.workers
    workers = all.prefix(Self.mostWorkers).map { worker in
      let pace = record.workers[worker.hello.name]?.pace
      let fraction = worker.progress?.fraction
      let onTrial = worker.lease.map { (now - $0.since) / .seconds(1) } ?? 0
      return Worker(
        name: worker.hello.name, host: worker.hello.host, process: worker.hello.process,
        threads: worker.hello.threads, trial: worker.lease.map { overview.key($0.work.trial) },
        fraction: fraction?.rounded(places: 3), description: worker.progress?.description,
        finished: pace?.finished ?? 0,
        trialsPerHour: pace?.trialsPerHour(fraction: fraction, secondsOnTrial: onTrial)?.rounded(places: 1),
        secondsSinceHeard: max(0, (now - worker.lastHeard) / .seconds(1)).rounded(places: 1),
        isSilent: worker.isSuspect)
    }
    unlistedWorkers = all.count - workers.count
    incidents = record.incidents
    failures = record.failures.sorted { $0.key < $1.key }.prefix(Self.mostFailures).compactMap { number, reason in
      guard entries.indices.contains(number) else { return nil }
      let entry = entries[number]
      return Failure(
        trial: entry.key, isQuarantined: entry.state == .quarantined, attempts: entry.attempt, reason: reason)
    }
    unlistedFailures = record.failures.count - failures.count
  }
}
