/// A trial as a row of the page.
package struct LiveTrial: Codable, Sendable, Equatable {
  package enum State: String, Codable, Sendable, CaseIterable {
    case waiting
    case running
    /// It failed, and is tried again.
    case retrying
    case done
    /// Trained to the end, and not accurate enough to count.
    case discarded
    case diverged
    /// Stopped early because others did better.
    case stopped
    /// Failed too often.
    case givenUp = "given_up"
  }

  /// 0, 1, 2, ... over the whole study.
  package var number: Int
  package var key: String
  package var experiment: String
  package var arm: String
  package var state: State
  /// How many times it was handed out.
  package var attempts: Int
  /// Name of the worker that delivered the result.
  package var worker: String?
  /// Seconds of training and evaluation.
  package var seconds: Double?
  /// Why it failed or does not count, in one line.
  package var reason: String?
  /// Test measures by name.
  package var measures: [String: Double]
  /// After each epoch: of the classification part of the loss.
  package var validationLoss: [Double]
  /// After each epoch, 0...1.
  package var validationAccuracy: [Double]

  package init(
    number: Int, key: String, experiment: String, arm: String, state: State = .waiting, attempts: Int = 0,
    worker: String? = nil, seconds: Double? = nil, reason: String? = nil, measures: [String: Double] = [:],
    validationLoss: [Double] = [], validationAccuracy: [Double] = []
  ) {
    self.number = number
    self.key = key
    self.experiment = experiment
    self.arm = arm
    self.state = state
    self.attempts = attempts
    self.worker = worker
    self.seconds = seconds
    self.reason = reason
    self.measures = measures
    self.validationLoss = validationLoss
    self.validationAccuracy = validationAccuracy
  }
}
