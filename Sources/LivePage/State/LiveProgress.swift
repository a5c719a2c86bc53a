/// How far the study is as a whole.
package struct LiveProgress: Codable, Sendable, Equatable {
  package enum State: String, Codable, Sendable {
    case running
    /// Every trial is finished.
    case complete
    /// Stopped by a signal; the same command goes on.
    case interrupted
    /// Ended by an error.
    case failed
  }

  package var state: State
  package var planned: Int
  /// With a result, diverged ones not among them.
  package var done: Int
  package var diverged: Int
  package var givenUp: Int
  package var running: Int
  package var waiting: Int
  /// How many times a coordinator was started on the study.
  package var epoch: Int
  /// Whole seconds since the coordinator began.
  package var seconds: Int?
  /// Nil while nothing is known about how long a trial takes.
  package var secondsLeft: Int?
  package var trialsPerHour: Double?
  package var workersLost: Int
  /// Workers beyond those listed.
  package var unlistedWorkers: Int

  package init(
    state: State, planned: Int, done: Int = 0, diverged: Int = 0, givenUp: Int = 0, running: Int = 0, waiting: Int = 0,
    epoch: Int = 1, seconds: Int? = nil, secondsLeft: Int? = nil, trialsPerHour: Double? = nil, workersLost: Int = 0,
    unlistedWorkers: Int = 0
  ) {
    self.state = state
    self.planned = planned
    self.done = done
    self.diverged = diverged
    self.givenUp = givenUp
    self.running = running
    self.waiting = waiting
    self.epoch = epoch
    self.seconds = seconds
    self.secondsLeft = secondsLeft
    self.trialsPerHour = trialsPerHour
    self.workersLost = workersLost
    self.unlistedWorkers = unlistedWorkers
  }
}
