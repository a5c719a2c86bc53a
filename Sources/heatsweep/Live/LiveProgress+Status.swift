import Cluster
import LivePage

extension LiveProgress {
  /// How far the study is.
  init(_ status: StudyStatus, state: State) {
    self.init(
      state: state, planned: status.trials.planned, done: status.trials.done, diverged: status.trials.diverged,
      givenUp: status.trials.quarantined, running: status.trials.running, waiting: status.trials.pending,
      epoch: status.epoch, seconds: status.seconds.map { Int(min($0, 1e9)) },
      secondsLeft: status.secondsLeft.map { Int(min($0, 1e9)) }, trialsPerHour: status.trialsPerHour,
      workersLost: status.incidents.workersLost, unlistedWorkers: status.unlistedWorkers)
  }
}

extension LiveWorker {
  init(_ worker: StudyStatus.Worker) {
    self.init(
      name: worker.name, host: worker.host, trial: worker.trial, fraction: worker.fraction,
      description: worker.description, finished: worker.finished, secondsSinceHeard: worker.secondsSinceHeard,
      isSilent: worker.isSilent)
  }
}
