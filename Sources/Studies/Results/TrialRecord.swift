/// One row of the study's outcome: a trial, what became of it, and who ran it.
public struct TrialRecord: Codable, Sendable, Equatable {
  /// What became of a trial.
  public enum State: String, Codable, Sendable, CaseIterable {
    /// Trained to the end and tested.
    case done
    /// The loss stopped being finite; `result.divergence` says where.
    case diverged
    /// Stopped early by successive halving; `result.stoppedAfter` says when.
    case stopped
    /// Given up after repeated failures; `failure` holds the last reason.
    case quarantined
    /// Not finished yet: the report of a study under way.
    case pending
  }

  /// The trial that this is the record of.
  public var trial: Trial
  /// What became of it.
  public var state: State
  /// Nil until the trial is over, and for a quarantined one.
  public var result: TrialResult?
  /// The reason of the last failure, if there was one.
  public var failure: String?
  /// Name of the worker that delivered the result.
  public var worker: String?
  /// How many times the trial was handed out.
  public var attempts: Int

  /// A record of these parts.
  public init(
    trial: Trial, state: State, result: TrialResult?, failure: String?, worker: String?, attempts: Int
  ) {
    self.trial = trial
    self.state = state
    self.result = result
    self.failure = failure
    self.worker = worker
    self.attempts = attempts
  }

  /// Whether the model counts in comparisons: trained to the end, and at least the experiment's validation accuracy.
  public var isKept: Bool {
    guard state == .done, let accuracy = result?.epochs.last?.validationAccuracy else { return false }
    return accuracy >= trial.experiment.minimumValidationAccuracy
  }
}
