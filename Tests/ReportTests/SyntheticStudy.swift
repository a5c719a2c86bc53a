import CardiacMRI
import Images
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

  /// Two experiments of the same arms: the first has no heatmap part, the others have.
  init(trials: [Int] = [30, 25], armNames: [String] = ["cce", "heatmap"]) {
    self.init(experiments: [])
    for (position, count) in trials.enumerated() {
      let isMarker = position == 1
      study.experiments.append(
        Experiment(
          name: isMarker ? "marker" : "size", setting: isMarker ? .marker : .size,
          images: ImageCounts(training: 2000, validation: 600, test: 300), model: .compact, trials: count,
          minimumValidationAccuracy: 0.95,
          arms: armNames.enumerated().map { Self.arm($0.element, guided: $0.offset > 0) }))
    }
    addRecords()
  }

  init(experiments: [Experiment]) {
    random = Noise(state: 7)
    study = Study(name: "Paper, both experiments", seed: 2023, experiments: experiments)
    addRecords()
  }

  private mutating func addRecords() {
    for experiment in study.experiments {
      for arm in experiment.arms {
        for index in 0..<experiment.trials { addRecord(experiment, arm, index) }
      }
      addPictures(experiment)
    }
  }

  func report(text: String = "name: Paper, both experiments\nseed: 2023\n", resamples: Int = 200) -> StudyReport {
    StudyReport(
      study: study, studyText: text, records: records, images: images, examples: examples, versions: Self.versions,
      resamples: resamples)
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
    var own = arm
    // Weights that are searched are spread over four powers of ten.
    if own.heatmap?.weightRange != nil { own.heatmap?.weight = 0.01 * (1 + Double(index * 37 % 100) * Double(index)) }
    let trial = Trial(
      number: number, key: "\(experiment.name)-\(arm.name)-\(suffix)", index: index, learningRate: rate,
      seed: 1_000_003 &* UInt64(index + 1), imageSeed: 99, experiment: only, arm: own)
    switch arm.name == "dice" && index % 2 == 0 ? 17 : number % 37 {
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

  /// A model of this share of the HiResCAM map inside the mask; nil for one that diverged.
  static func result(inside share: Double?) -> TrialResult {
    let epoch = EpochResult(trainingLoss: 0.1, trainingAccuracy: 1, validationLoss: 0.1, validationAccuracy: 0.99)
    let maps = [AttributionMethodKind.hirescam: MapMeasures(inside: share, images: 300)]
    return TrialResult(
      divergence: share == nil ? "the loss is not finite in epoch 1, step 3" : nil, epochs: share == nil ? [] : [epoch],
      test: share == nil ? nil : Evaluation(images: 300, accuracy: 0.99, loss: 0.1, maps: maps), testByClass: [:],
      imageDigest: "5f3a", trainingSeconds: 1, evaluationSeconds: 1)
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
      let norms = trial.arm.heatmap.map { term in
        GradientNorms(
          classification: 1 / Double(epoch),
          heatmap: term.weight * (0.4 + 0.3 * random.uniform()) / Double(epoch).squareRoot())
      }
      return EpochResult(
        trainingLoss: 1 / Double(epoch), trainingAccuracy: accuracy, validationLoss: 1.1 / Double(epoch),
        validationAccuracy: accuracy, gradientNorms: norms)
    }
    let look = Look(trial)
    var byClass: [String: Evaluation] = [:]
    for diagnosis in ["NOR", "DCM", "HCM", "ARV"] {
      byClass[diagnosis] = evaluation(trial, look, final, images: 75)
    }
    return TrialResult(
      divergence: nil, epochs: epochs, test: evaluation(trial, look, final, images: 300), testByClass: byClass,
      markerCheck: look.isMarker ? markerCheck(look, final) : nil, imageDigest: String(repeating: "5f3a", count: 16),
      trainingSeconds: 11 + random.uniform(), evaluationSeconds: 1.5)
  }

  /// Where the models of an arm look.
  private struct Look {
    let isMarker: Bool
    let isGuided: Bool
    /// The map that its loss optimises.
    let method: AttributionMethodKind?

    init(_ trial: Trial) {
      isMarker = trial.experiment.source.setting == .marker
      let term = trial.arm.heatmap
      isGuided = term.map { $0.mask == .inside } ?? false
      method = isGuided ? term?.method : nil
    }

    func center(_ kind: AttributionMethodKind) -> Double {
      if kind == method { return isMarker ? 0.72 : 0.87 }
      let gain = isGuided ? 0.04 : 0
      switch kind {
      case .hirescam: return (isMarker ? 0.24 : 0.31) + gain
      case .gradcam: return 0.42 + gain
      default: return 0.36 + 2 * gain
      }
    }
  }

  private mutating func markerCheck(_ look: Look, _ accuracy: Double) -> MarkerCheck {
    let loss = (look.isGuided ? 0.01 : 0.12) * (0.5 + random.uniform())
    return MarkerCheck(answers: [
      .removed: MarkerCheck.Answers(accuracy: accuracy - loss, flipped: loss),
      .added: MarkerCheck.Answers(accuracy: accuracy - 0.7 * loss, flipped: 0.8 * loss),
      .swapped: MarkerCheck.Answers(accuracy: accuracy - 1.5 * loss, flipped: 1.6 * loss),
    ])
  }

  private mutating func evaluation(_ trial: Trial, _ look: Look, _ accuracy: Double, images: Int) -> Evaluation {
    var maps: [AttributionMethodKind: MapMeasures] = [:]
    for method in trial.experiment.measurement.methods { maps[method] = map(method, look, images) }
    return Evaluation(images: images, accuracy: min(accuracy + 0.004, 1), loss: 0.05, maps: maps)
  }

  private mutating func map(_ method: AttributionMethodKind, _ look: Look, _ images: Int) -> MapMeasures {
    let heart = min(max(look.center(method) + 0.045 * random.normal(), 0), 1)
    let size = method == look.method ? 3e-5 : 0.012
    let marker = size * (0.05 + random.uniform() + 3 * random.uniform() * random.uniform())
    return MapMeasures(
      inside: heart, onFat: (1 - heart) * 0.3, onMarker: look.isMarker ? marker : nil, outside: (1 - heart) * 0.6,
      lift: heart * 9, iou: heart * 0.8, pointing: min(heart + 0.1, 1), deletion: 0.4 - 0.1 * heart,
      insertion: 0.5 + 0.2 * heart, images: images, undefined: method == .gradcam && look.isGuided ? 1 : 0)
  }

  private mutating func addPictures(_ experiment: Experiment) {
    let dataset = ImageDataset(setting: experiment.source.setting ?? .size, count: 40, seed: 1)
    let samples = ExampleImage.samples(of: dataset, experiment: experiment.name, perClass: 4)
    images += samples
    for diagnosis in Diagnosis.allCases {
      guard let image = samples.first(where: { $0.className == diagnosis.name }) else { continue }
      for arm in experiment.arms {
        examples.append(
          ExampleMap(
            experiment: experiment.name, arm: arm.name, trialKey: "\(experiment.name)-\(arm.name)-03",
            className: image.className, format: image.format, pixels: image.pixels, labels: image.labels,
            map: SyntheticMap.pixels(isGuided: arm.heatmap != nil)))
      }
    }
    for arm in experiment.arms {
      for (rank, image) in zip(ExampleMap.Rank.allCases, samples) {
        examples.append(
          ExampleMap(
            experiment: experiment.name, arm: arm.name, trialKey: "\(experiment.name)-\(arm.name)-03",
            className: image.className, format: image.format, pixels: image.pixels, labels: image.labels,
            map: SyntheticMap.pixels(isGuided: rank == .best), rank: rank))
      }
    }
  }
}
