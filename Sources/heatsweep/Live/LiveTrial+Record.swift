import Cluster
import LivePage
import Studies

extension LiveTrial {
  /// A trial as the store has it.
  /// - Parameter measures: names of those to show.
  init(_ trial: Trial, _ record: SweepRecord, measures: [String]) throws {
    let own = try TrialRecord(trial, record)
    let result = own.result
    self.init(
      number: record.number, key: record.key, experiment: trial.experiment.name, arm: trial.arm.name,
      state: State(own, record), attempts: record.attempts, worker: record.worker,
      seconds: result.map { $0.trainingSeconds + $0.evaluationSeconds },
      reason: (own.reason ?? (record.state == .backoff ? record.failure : nil))?.firstLine,
      measures: measures.reduce(into: [:]) { values, name in
        values[name] = Measure(name: name)?.value(of: own).flatMap { $0.isFinite ? $0.rounded(toPlaces: 4) : nil }
      },
      validationLoss: result?.epochs.map { $0.validationLoss.rounded(toPlaces: 5) } ?? [],
      validationAccuracy: result?.epochs.map { $0.validationAccuracy.rounded(toPlaces: 4) } ?? [])
  }
}

extension LiveTrial.State {
  init(_ own: TrialRecord, _ record: SweepRecord) {
    self =
      switch own.state {
      case .done: own.isKept ? .done : .discarded
      case .diverged: .diverged
      case .stopped: .stopped
      case .quarantined: .givenUp
      case .pending:
        switch record.state {
        case .leased, .running: .running
        case .backoff: .retrying
        default: .waiting
        }
      }
  }
}

extension String {
  /// As one line of the page, bounded.
  fileprivate var firstLine: String { String((split(whereSeparator: \.isNewline).first ?? "").prefix(500)) }
}
