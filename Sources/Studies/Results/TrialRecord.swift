/// One row of the study's outcome: a trial, what became of it, and who ran it.
public struct TrialRecord: Codable, Sendable, Equatable {
  public enum State: String, Codable, Sendable, CaseIterable {
    case done
    /// The loss stopped being finite; `result.divergence` says where.
    case diverged
    /// Given up after repeated failures; `failure` holds the last reason.
    case quarantined
    /// Not finished yet: the report of a study under way.
    case pending
  }

  public var trial: Trial
  public var state: State
  public var result: TrialResult?
  public var failure: String?
  /// Name of the worker that delivered the result.
  public var worker: String?
  /// How many times the trial was handed out.
  public var attempts: Int

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
