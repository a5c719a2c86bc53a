import CardiacMRI
import Foundation
import Images
import Networks
import Studies

/// Trainings as short as a test allows: two epochs of four steps.
enum TrainingSamples {
  static let stepsPerEpoch = 4

  static func arm(
    _ name: String = "plain", optimizer: OptimizerKind = .adam, hasHeatmap: Bool = false,
    trainedLayers: TrainedLayers = .all, schedule: LearningRateSchedule = .constant, epochs: Int = 2, batch: Int = 8
  ) -> Arm {
    Arm(
      name: name, classification: hasHeatmap ? .meanSquaredError : .crossEntropy,
      heatmap: hasHeatmap
        ? HeatmapTerm(loss: .paper, method: .hirescam, classChoice: .trueClass, weight: 1) : nil,
      trainedLayers: trainedLayers, optimizer: optimizer,
      learningRate: .grid([1e-3]), schedule: schedule, epochs: epochs, batch: batch)
  }

  /// Both optimizers, with and without a heatmap loss; at a learning rate that differs from step to step.
  static let arms = [OptimizerKind.adam, .sgd].flatMap { optimizer in
    [false, true].map {
      arm(
        "\(optimizer)\($0 ? "-heatmap" : "")", optimizer: optimizer, hasHeatmap: $0,
        schedule: LearningRateSchedule(warmUp: 0.25, decay: .linear))
    }
  }

  /// All trials of a study with two experiments, `one` and `two`, which have these arms.
  static func trials(
    _ arms: [Arm], setting: ImageSetting = .size, weights: WeightsFile? = nil, trials: Int = 1
  ) -> [Trial] {
    let experiments = ["one", "two"].map { name in
      Experiment(
        name: name, setting: setting, images: ImageCounts(training: 32, validation: 16, test: 8), model: .compact,
        weights: weights, trials: trials, minimumValidationAccuracy: 0, arms: arms)
    }
    return Study(name: "sample", seed: 11, experiments: experiments).trials()
  }

  static func trial(_ arm: Arm = arm(), weights: WeightsFile? = nil) -> Trial {
    trials([arm], weights: weights)[0]
  }

  static func trial(_ arm: Arm, learningRate: Double) -> Trial {
    var arm = arm
    arm.learningRate = .grid([learningRate])
    return trial(arm)
  }

  /// Drawn once for all tests: every trial of `one` has the same.
  static let images = drawn(trial())

  /// The images of a trial.
  static func drawn(_ trial: Trial) -> TrialImages {
    let setting = trial.experiment.source.setting ?? .size
    return TrialImages(
      ImageSets(drawing: setting, shortcutStrength: nil, counts: trial.experiment.images, seed: trial.imageSeed),
      network: trial.experiment.network)
  }
}

/// A trial's directory, gone when the test is over.
final class TrialDirectory {
  let url = FileManager.default.temporaryDirectory.appending(path: "trial-\(UUID().uuidString)")
  /// Its newest checkpoint.
  var checkpoint: URL { Checkpoints(directory: url).all.first?.url ?? url.appending(path: "none") }

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Trains, from the checkpoint if there is one.
  /// - Parameter steps: after so many the training is cancelled.
  /// - Returns: the result without its times.
  @discardableResult func train(
    _ trial: Trial, startingFrom weights: StartingWeights? = nil, cancelAfter steps: Int = .max,
    features: FeatureCache = FeatureCache(directory: nil), checkpointInterval: Duration = .seconds(30),
    warn: @escaping (String) -> Void = { _ in }
  ) throws -> TrialResult {
    var asked = 0
    return try TrialTrainer(
      trial: trial, images: TrainingSamples.images, startingFrom: weights, directory: url, features: features,
      isCancelled: {
        asked += 1
        return asked > steps
      }, warn: warn, checkpointInterval: checkpointInterval
    ).run().timeless
  }

  func weights() throws -> Data { try Data(contentsOf: url.appending(path: "weights.safetensors")) }
}
