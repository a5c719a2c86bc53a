extension TrialRecord {
  /// Why the model does not count in comparisons, in words for the reader of the report; nil for a kept or a pending trial.
  public var reason: String? {
    switch state {
    case .pending: return nil
    case .diverged: return result?.divergence ?? "diverged"
    case .stopped:
      return "stopped by successive halving after epoch \(result?.stoppedAfter ?? 0)"
    case .quarantined: return failure ?? "failed repeatedly"
    case .done:
      if isKept { return nil }
      guard let accuracy = result?.epochs.last?.validationAccuracy else { return "no validation accuracy" }
      return "validation accuracy \(accuracy) is below \(trial.experiment.minimumValidationAccuracy)"
    }
  }
}

extension Sequence where Element == TrialRecord {
  /// The models of one arm that count in comparisons, in the order of their trials.
  public func kept(experiment: String, arm: String) -> [TrialRecord] {
    filter { $0.isKept && $0.trial.experiment.name == experiment && $0.trial.arm.name == arm }
      .sorted { $0.trial.number < $1.trial.number }
  }

  /// The models that do not count although their trials are over, in the order of their trials; `reason` says why.
  public func discarded() -> [TrialRecord] {
    filter { $0.state != .pending && !$0.isKept }.sorted { $0.trial.number < $1.trial.number }
  }
}
