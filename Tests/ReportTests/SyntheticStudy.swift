import CardiacMRI
import Report
import Studies

/// A study of two experiments with made-up numbers and pictures: everything that a report can show, without training.
struct SyntheticStudy {
  var study: Study
  var records: [TrialRecord] = []
  var images: [ExampleImage] = []
  var examples: [ExampleMap] = []
  private var random: Noise

  /// A linear congruential generator: plausible scatter, the same on every machine.
  struct Noise: Equatable {
    var state: UInt64

    mutating func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }

    /// Roughly normal: mean 0, standard deviation 1.
    mutating func normal() -> Double {
      (0..<12).reduce(-6.0) { sum, _ in sum + uniform() }
    }
  }

  static let versions = SoftwareVersions(
    heatsweep: "0.1.0", swift: "6.1", oneDNN: "2.6.3", zeroMQ: "4.3.4", sqlite: "3.40.1", cpuModel: "A CPU")

  init(trials: [Int] = [30, 25], armNames: [String] = ["cce", "heatmap"]) {
    random = Noise(state: 7)
    study = Study(name: "Paper, both experiments", seed: 2023, experiments: [])
    for (position, count) in trials.enumerated() {
      let isMarker = position == 1
      study.experiments.append(
        Experiment(
          name: isMarker ? "marker" : "size", setting: isMarker ? .marker : .size,
          images: ImageCounts(training: 2000, validation: 600, test: 300), model: .compact, trials: count,
          minimumValidationAccuracy: 0.95,
          arms: armNames.enumerated().map { Self.arm($0.element, guided: $0.offset > 0) }))
    }
    for experiment in study.experiments {
      for arm in experiment.arms {
        for index in 0..<experiment.trials { addRecord(experiment, arm, index) }
      }
      addPictures(experiment)
    }
  }

  func report(text: String = "name: Paper, both experiments\nseed: 2023\n") -> StudyReport {
    StudyReport(
      study: study, studyText: text, records: records, images: images, examples: examples, versions: Self.versions)
  }

  static func arm(_ name: String, guided: Bool) -> Arm {
    Arm(
      name: name, classification: .crossEntropy,
      heatmap: guided
        ? HeatmapTerm(loss: .energy, method: .hirescam, classChoice: .trueClass, weight: 0.3) : nil,
      trainedLayers: .all, optimizer: .adam, learningRate: .random(low: 3e-4, high: 1.5e-3),
      schedule: LearningRateSchedule(warmUp: 0.1, decay: .cosine), epochs: 5, batch: 16)
  }

  private mutating func addRecord(_ experiment: Experiment, _ arm: Arm, _ index: Int) {
    var only = experiment
    only.arms = [arm]
    let number = records.count
    let suffix = index < 10 ? "0\(index)" : "\(index)"
    // The same for each arm, as in a real study.
    var rates = Noise(state: UInt64(index * 7919 + 13))
    _ = rates.uniform()
    let rate = 3e-4 * (1 + 4 * rates.uniform() * rates.uniform())
    let trial = Trial(
      number: number, key: "\(experiment.name)-\(arm.name)-\(suffix)", index: index, learningRate: rate,
      seed: 1_000_003 &* UInt64(index + 1), imageSeed: 99, experiment: only, arm: arm)
    switch number % 37 {
    case 17: records.append(diverged(trial))
    case 29:
      records.append(
        TrialRecord(
          trial: trial, state: .quarantined, result: nil,
          failure: "worker exited with signal 9 (out of memory), three times",
          worker: nil, attempts: 3))
    default:
      let result = result(trial, isWeak: number % 23 == 11)
      records.append(
        TrialRecord(trial: trial, state: .done, result: result, failure: nil, worker: "local-1", attempts: 1))
    }
  }

  private mutating func diverged(_ trial: Trial) -> TrialRecord {
    var result = result(trial, isWeak: true)
    result.divergence = "the loss is not finite in epoch 2, step 31"
    result.epochs = Array(result.epochs.prefix(1))
    result.test = nil
    result.testByClass = [:]
    return TrialRecord(trial: trial, state: .diverged, result: result, failure: nil, worker: "local-2", attempts: 1)
  }

  private mutating func result(_ trial: Trial, isWeak: Bool) -> TrialResult {
    let final = isWeak ? 0.9 + 0.03 * random.uniform() : 0.975 + 0.025 * random.uniform()
    let epochs = (1...5).map { epoch in
      let accuracy = final * (1 - 0.6 / Double(epoch * epoch)) + (epoch == 5 ? final * 0.6 / 25 : 0)
      return EpochResult(
        trainingLoss: 1 / Double(epoch), trainingAccuracy: accuracy, validationLoss: 1.1 / Double(epoch),
        validationAccuracy: accuracy)
    }
    let isMarker = trial.experiment.setting == .marker
    let isGuided = trial.arm.heatmap != nil
    let center = isGuided ? (isMarker ? 0.72 : 0.87) : (isMarker ? 0.24 : 0.31)
    var byClass: [String: Evaluation] = [:]
    for diagnosis in ["NOR", "DCM", "HCM", "ARV"] {
      byClass[diagnosis] = evaluation(center, isMarker, isGuided, final, images: 75)
    }
    return TrialResult(
      divergence: nil, epochs: epochs, test: evaluation(center, isMarker, isGuided, final, images: 300),
      testByClass: byClass, imageDigest: String(repeating: "5f3a", count: 16), trainingSeconds: 11 + random.uniform(),
      evaluationSeconds: 1.5)
  }

  private mutating func evaluation(
    _ center: Double, _ isMarker: Bool, _ isGuided: Bool, _ accuracy: Double, images: Int
  ) -> Evaluation {
    let heart = min(max(center + 0.045 * random.normal(), 0), 1)
    let size = isGuided ? 3e-5 : 0.012
    let marker = size * (0.05 + random.uniform() + 3 * random.uniform() * random.uniform())
    return Evaluation(
      images: images, accuracy: min(accuracy + 0.004, 1), loss: 0.05,
      maps: [
        .hirescam: MapMeasures(
          inHeart: heart, onFat: (1 - heart) * 0.3, onMarker: isMarker ? marker : nil, images: images),
        .gradcam: MapMeasures(
          inHeart: min(max(0.42 + (isGuided ? 0.04 : 0) + 0.06 * random.normal(), 0), 1), onFat: 0.2,
          onMarker: isMarker ? 0.02 * random.uniform() : nil, images: images, undefined: isGuided ? 1 : 0),
      ])
  }

  private mutating func addPictures(_ experiment: Experiment) {
    let dataset = ImageDataset(setting: experiment.setting, count: 40, seed: 1)
    let samples = ExampleImage.samples(of: dataset, experiment: experiment.name, perClass: 4)
    images += samples
    for diagnosis in Diagnosis.allCases {
      guard let image = samples.first(where: { $0.diagnosis == diagnosis.name }) else { continue }
      for arm in experiment.arms {
        examples.append(
          ExampleMap(
            experiment: experiment.name, arm: arm.name, trialKey: "\(experiment.name)-\(arm.name)-03",
            diagnosis: image.diagnosis, pixels: image.pixels, labels: image.labels,
            map: SyntheticMap.pixels(isGuided: arm.heatmap != nil)))
      }
    }
  }
}
