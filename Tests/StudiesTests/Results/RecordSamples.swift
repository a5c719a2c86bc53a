import Studies

/// Records as short as a test allows: two arms, one epoch, shares that are easy to tell apart.
enum RecordSamples {
  static let heatmapArm = Arm(
    name: "heatmap", classification: .meanSquaredError,
    heatmap: HeatmapTerm(loss: .paper, method: .hirescam, classChoice: .trueClass, weight: 1),
    trainedLayers: .all, optimizer: .adam, learningRate: .grid([1e-5]), epochs: 1, batch: 16)

  static func experiment(arm: Arm = heatmapArm) -> Experiment {
    Experiment(
      name: "size", setting: .size, images: ImageCounts(training: 16, validation: 8, test: 8), model: .compact,
      trials: 4, minimumValidationAccuracy: 0.95, arms: [arm])
  }

  static func trial(number: Int) -> Trial {
    Trial(
      number: number, key: "size-heatmap-0\(number)", index: number, learningRate: 1e-5, seed: .max, imageSeed: 1,
      experiment: experiment(), arm: heatmapArm)
  }

  static func evaluation(accuracy: Double) -> Evaluation {
    Evaluation(
      images: 8, accuracy: accuracy, loss: 0.1 + 0.2,
      maps: [
        .hirescam: MapMeasures(inside: 0.75, onFat: 0.125, images: 8, undefined: 1),
        .gradcam: MapMeasures(inside: 0.5, onFat: 0.25, images: 8, undefined: 2),
      ])
  }

  static func result(validationAccuracy: Double, divergence: String? = nil) -> TrialResult {
    TrialResult(
      divergence: divergence,
      epochs: [
        EpochResult(
          trainingLoss: 1, trainingAccuracy: 0.5, validationLoss: 0.25, validationAccuracy: validationAccuracy)
      ],
      test: divergence == nil ? evaluation(accuracy: 1) : nil,
      testByClass: divergence == nil ? ["NOR": evaluation(accuracy: 0.875)] : [:],
      imageDigest: "abc", trainingSeconds: 1.5, evaluationSeconds: 0.5)
  }

  static func done(number: Int, validationAccuracy: Double = 1) -> TrialRecord {
    TrialRecord(
      trial: trial(number: number), state: .done, result: result(validationAccuracy: validationAccuracy), failure: nil,
      worker: "worker-0", attempts: 1)
  }

  static func diverged(number: Int, where place: String = "the loss became NaN in epoch 2") -> TrialRecord {
    TrialRecord(
      trial: trial(number: number), state: .diverged,
      result: result(validationAccuracy: 1, divergence: place), failure: nil,
      worker: "worker-1", attempts: 2)
  }

  static func quarantined(number: Int, failure: String) -> TrialRecord {
    TrialRecord(
      trial: trial(number: number), state: .quarantined, result: nil, failure: failure, worker: nil, attempts: 3)
  }

  static func pending(number: Int) -> TrialRecord {
    TrialRecord(trial: trial(number: number), state: .pending, result: nil, failure: nil, worker: nil, attempts: 0)
  }
}
