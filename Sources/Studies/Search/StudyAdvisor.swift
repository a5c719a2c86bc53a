import Files
import Foundation
import Kernels
import Search
import Synchronization

/// Answers what trials ask while they run: which settings an adaptive search wants next, and who goes on at a rung of successive
/// halving. Every answer is on disk before it is given, and stays what it was.
public final class StudyAdvisor: Sendable {
  /// Name of the file of answers, in the study's directory.
  public static let fileName = "advice.json"

  private struct Answers: Codable {
    var settings: [String: TrialSettings] = [:]
    /// By the question.
    var goingOn: [String: Bool] = [:]
    /// By experiment and arm.
    var halving: [String: SuccessiveHalving] = [:]
  }

  private let trials: [String: Trial]
  private let searchSeeds: [String: UInt64]
  private let file: URL
  private let records: @Sendable () throws -> [TrialRecord]
  private let answers: Mutex<Answers>

  /// Nil for a study whose trials ask nothing.
  ///
  /// - Parameters:
  ///   - directory: the study's; holds the answers that were given before.
  ///   - records: what is known of the trials so far.
  /// - Throws: an error of decoding where the file of answers is damaged.
  public init?(
    _ study: Study, directory: URL, records: @escaping @Sendable () throws -> [TrialRecord]
  ) throws {
    let asks = study.experiments.contains { experiment in
      experiment.earlyStopping != nil || experiment.arms.contains { $0.learningRate.isAdaptive }
    }
    guard asks else { return nil }
    trials = Dictionary(uniqueKeysWithValues: study.trials().map { ($0.key, $0) })
    searchSeeds = Dictionary(
      uniqueKeysWithValues: study.experiments.map {
        ($0.name, RandomGenerator.derive(study.seed, "experiment", $0.name, "search"))
      })
    file = directory.appendingPathComponent(Self.fileName)
    self.records = records
    let bytes = FileManager.default.contents(atPath: file.path)
    answers = Mutex(try bytes.map { try JSONDecoder().decode(Answers.self, from: $0) } ?? Answers())
  }

  /// The answer to the question of this name; nil for what no trial of the study asks, or where nothing can be told now.
  public func data(named name: String) -> Data? {
    switch Advice(name: name) {
    case .settings(let key): try? settings(key).map { try JSONEncoder().encode($0) }
    case .goingOn(let key, let epoch, let accuracy):
      try? goesOn(name, key, epoch, accuracy).map { Data(($0 ? "yes" : "no").utf8) }
    case nil: nil
    }
  }

  private func settings(_ key: String) throws -> TrialSettings? {
    guard let trial = trials[key], trial.arm.learningRate.isAdaptive else { return nil }
    return try answers.withLock { answers in
      if let settings = answers.settings[key] { return settings }
      let space = try trial.arm.searchSpace()
      let own = try records().filter {
        $0.trial.experiment.name == trial.experiment.name && $0.trial.arm.name == trial.arm.name
      }
      var observed: [Observation] = []
      var pending: [[Double]] = []
      for record in own {
        guard let settings = answers.settings[record.trial.key] else { continue }
        let point = try space.point(of: settings.values)
        if record.state == .pending {
          pending.append(point)
        } else {
          let isMeasured = record.state == .done || record.state == .stopped
          let accuracy = record.result?.epochs.last?.validationAccuracy
          observed.append(Observation(point: point, value: isMeasured ? accuracy : nil))
        }
      }
      let sampler = try trial.arm.sampler(space, seed: searchSeeds[trial.experiment.name] ?? 0)
      let point = sampler.point(trial.index, observed: observed, pending: pending)
      let settings = TrialSettings(try space.values(at: point))
      answers.settings[key] = settings
      try save(answers)
      return settings
    }
  }

  private func goesOn(_ question: String, _ key: String, _ epoch: Int, _ accuracy: Double) throws -> Bool? {
    guard let trial = trials[key], let rule = trial.experiment.earlyStopping, (1..<trial.arm.epochs).contains(epoch)
    else { return nil }
    return try answers.withLock { answers in
      if let answer = answers.goingOn[question] { return answer }
      let group = "\(trial.experiment.name) \(trial.arm.name)"
      var halving =
        try answers.halving[group]
        ?? SuccessiveHalving(
          minimumResource: rule.minimumEpochs, reductionFactor: rule.reduction, maximumResource: trial.arm.epochs)
      let goesOn = halving.report(trial: trial.index, resource: epoch, value: accuracy) == .continue
      answers.halving[group] = halving
      answers.goingOn[question] = goesOn
      try save(answers)
      return goesOn
    }
  }

  private func save(_ answers: Answers) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try DurableFile.write(try encoder.encode(answers), to: file.path)
  }
}
