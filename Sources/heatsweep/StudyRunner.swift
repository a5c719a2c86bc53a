import Cluster
import Files
import Foundation
import Kernels
import Networks
import Studies

/// Trains the study's trials for the cluster, which does not look into them.
struct StudyRunner: TrialRunner {
  private let images = ImageCache()
  private let weights = WeightsCache()
  private let features: FeatureCache
  private let warn: @Sendable (String) -> Void

  /// - Parameter warn: told in one line of what is wrong with a trial's files, and does not keep it from being trained.
  init(features: FeatureCache, warn: @escaping @Sendable (String) -> Void) {
    self.features = features
    self.warn = warn
  }

  func run(_ assignment: TrialAssignment, _ context: any TrialContext) throws -> TrialOutcome {
    var trial = try JSONDecoder().decode(Trial.self, from: assignment.payload)
    let settings = try trial.arm.learningRate.isAdaptive ? settings(of: trial, context) : nil
    if let settings { trial = trial.with(settings) }
    if let objection = trial.objection { throw ClusterError("a trial that no study has: \(objection)") }
    do {
      if let set = trial.instructionSet { try InstructionSet.pin(set) }
    } catch let error as InstructionSetError {
      // Another machine may have it.
      throw WorkerFault(error.description)
    }
    let startingWeights: StartingWeights?
    do {
      startingWeights = try weights.weights(for: trial) { file in try context.data(named: file.name) { "none" } }
    } catch let error as WeightsError {
      // Another machine may have the file.
      throw WorkerFault(error.description)
    }
    let start = ContinuousClock.now
    let images: TrialImages
    do {
      images = try self.images.images(for: trial) { name, bytes in
        try context.data(named: name) { bytes().map { sha256($0) } ?? "none" }
      }
    } catch let error as ImageError {
      throw WorkerFault(error.description)
    }
    let imageSeconds = (ContinuousClock.now - start) / .seconds(1)
    let trainer = TrialTrainer(
      trial: trial, images: images, startingFrom: startingWeights, directory: assignment.directory, features: features,
      report: { context.report(TrialProgress(fraction: $0.fraction, description: $0.description)) },
      isCancelled: { context.isCancelled }, keptCheckpoint: { try context.keptCheckpoint($0) },
      goesOn: { [key = trial.key] in
        try context.answer(to: Advice.goingOn(trial: key, epoch: $0, accuracy: $1).name) == Data("yes".utf8)
      }, warn: warn)
    var result: TrialResult
    do {
      result = try trainer.run()
    } catch is TrialTrainer.Cancelled {
      throw CancellationError()
    }
    (result.imageSeconds, result.machine) = (imageSeconds, .current)
    result.settings = settings
    return TrialOutcome(
      payload: try JSONEncoder.stable.encode(result), reproducible: try JSONEncoder.stable.encode(result.timeless),
      isDiverged: result.divergence != nil, products: result.test == nil ? [] : [TrialTrainer.weightsFile])
  }

  /// What the coordinator's search wants the trial to be trained with.
  private func settings(of trial: Trial, _ context: any TrialContext) throws -> TrialSettings {
    try JSONDecoder().decode(
      TrialSettings.self, from: context.answer(to: Advice.settings(trial: trial.key).name))
  }
}

extension Sweep {
  /// The sweep of a study: a trial is its JSON.
  init(study: Study, text: String) throws {
    try self.init(
      name: study.name, text: text,
      trials: study.trials().map { Sweep.Trial(key: $0.key, payload: try JSONEncoder.stable.encode($0)) })
  }

  /// The sweep of a directory, as it was when it began.
  ///
  /// - Throws: `WeightsError` where the weights that its trials start from are missing or have changed, `DecodingError` for
  ///   trials of another version of the program.
  init(_ stored: StoredStudy) throws {
    let cache = WeightsCache()
    for trial in stored.trials {
      _ = try cache.weights(for: JSONDecoder().decode(Studies.Trial.self, from: trial.payload))
    }
    try self.init(name: stored.name, text: stored.text, trials: stored.trials)
  }
}

extension JSONEncoder {
  /// Gives the same bytes for the same value.
  static var stable: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
