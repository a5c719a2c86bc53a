import CardiacMRI
import Cluster
import Foundation
import Networks
import Studies

/// Trains the study's trials for the cluster, which does not look into them.
struct StudyRunner: TrialRunner {
  private let images = ImageCache()
  private let weights = WeightsCache()
  private let features: FeatureCache

  init(features: FeatureCache) { self.features = features }

  func run(
    _ assignment: TrialAssignment, report: (TrialProgress) -> Void, isCancelled: () -> Bool
  ) throws -> TrialOutcome {
    let trial = try JSONDecoder().decode(Trial.self, from: assignment.payload)
    let startingWeights: StartingWeights?
    do {
      startingWeights = try weights.weights(for: trial)
    } catch let error as WeightsError {
      // Another machine may have the file.
      throw WorkerFault(error.description)
    }
    // Escaping only in type: the trainer is gone when this returns.
    let result = try withoutActuallyEscaping(report) { report in
      try withoutActuallyEscaping(isCancelled) { isCancelled in
        let trainer = TrialTrainer(
          trial: trial, images: images.images(for: trial), startingFrom: startingWeights,
          directory: assignment.directory, features: features,
          report: { report(TrialProgress(fraction: $0.fraction, description: $0.description)) },
          isCancelled: isCancelled)
        do {
          return try trainer.run()
        } catch is TrialTrainer.Cancelled {
          throw CancellationError()
        }
      }
    }
    return TrialOutcome(
      payload: try JSONEncoder.stable.encode(result), reproducible: try JSONEncoder.stable.encode(result.timeless),
      isDiverged: result.divergence != nil)
  }

  /// Digest of a few images, by which a machine that draws others is recognised before it trains on them.
  static var digests: [String: String] {
    ["images": ImageDataset(setting: .size, count: 4, seed: 1).digest]
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
