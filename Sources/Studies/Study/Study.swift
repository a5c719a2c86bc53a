import CardiacMRI
import Kernels

/// What a study file says: experiments, each with arms that differ in one thing, and the seed that everything follows from.
public struct Study: Codable, Sendable, Equatable {
  /// Safe as a directory name, like the names of experiments and arms.
  public var name: String
  /// Every random number of the study follows from this and the place of its trial, never from a worker or an attempt.
  public var seed: UInt64
  /// At least one; no two of one name.
  public var experiments: [Experiment]
  /// What the study asks, in the words of who planned it; nil where the file does not say.
  public var question: String?
  /// The comparisons that the file plans; empty where the file leaves them to the default
  /// (`plannedComparisons`).
  public var comparisons: [PlannedComparison]
  /// Nil where the experiments are those of the whole study.
  public var part: StudyPart?
  /// What every worker computes with, so that CPUs of several kinds give the same bits; nil: the widest that each has.
  public var instructionSet: InstructionSet?

  /// A study of these parts, which are not checked: `StudyFile` does that.
  public init(
    name: String, seed: UInt64, experiments: [Experiment], question: String? = nil,
    comparisons: [PlannedComparison] = [], part: StudyPart? = nil, instructionSet: InstructionSet? = nil
  ) {
    self.name = name
    self.seed = seed
    self.experiments = experiments
    self.question = question
    self.comparisons = comparisons
    self.part = part
    self.instructionSet = instructionSet
  }
}

/// One question asked of the models: images, and the arms that are compared on them.
public struct Experiment: Codable, Sendable, Equatable {
  /// Unique in the study.
  public var name: String
  /// Where the images come from.
  public var source: ImageSource
  /// How many images there are; all trials of the experiment share them.
  public var images: ImageCounts
  /// How training images are changed, each time anew; nil: not at all.
  public var augmentation: Augmentation?
  /// The network that every trial trains.
  public var model: ModelKind
  /// What the network's convolutions start from; nil where they are drawn.
  public var weights: WeightsFile?
  /// Trials of each arm. Trial k has the same initial weights and data order in every arm, and the same learning rate where the
  /// arms say nothing else.
  public var trials: Int
  /// A model whose validation accuracy is below this is discarded from the comparisons, and listed.
  public var minimumValidationAccuracy: Double
  /// What the trained models are measured with.
  public var measurement: MeasurementPlan
  /// When trials are stopped that do worse than others; nil: never.
  public var earlyStopping: EarlyStopping?
  /// At least one; no two of one name.
  public var arms: [Arm]

  /// An experiment of these parts, which are not checked: `StudyFile` does that.
  public init(
    name: String, source: ImageSource, images: ImageCounts, augmentation: Augmentation? = nil, model: ModelKind,
    weights: WeightsFile? = nil, trials: Int, minimumValidationAccuracy: Double, measurement: MeasurementPlan = .maps,
    earlyStopping: EarlyStopping? = nil, arms: [Arm]
  ) {
    self.name = name
    self.source = source
    self.images = images
    self.augmentation = augmentation
    self.model = model
    self.weights = weights
    self.trials = trials
    self.minimumValidationAccuracy = minimumValidationAccuracy
    self.measurement = measurement
    self.earlyStopping = earlyStopping
    self.arms = arms
  }

  /// An experiment on images that are drawn.
  public init(
    name: String, setting: ImageSetting, shortcutStrength: Double? = nil, images: ImageCounts, model: ModelKind,
    weights: WeightsFile? = nil, trials: Int, minimumValidationAccuracy: Double, measurement: MeasurementPlan = .maps,
    earlyStopping: EarlyStopping? = nil, arms: [Arm]
  ) {
    self.init(
      name: name, source: .drawn(setting, shortcutStrength: shortcutStrength), images: images, model: model,
      weights: weights, trials: trials, minimumValidationAccuracy: minimumValidationAccuracy,
      measurement: measurement, earlyStopping: earlyStopping, arms: arms)
  }
}

/// How many images to draw for training, for validation after each epoch, and for the final test.
public struct ImageCounts: Codable, Sendable, Equatable {
  /// Images that the weights are fitted to; a multiple of the number of classes, as are the others.
  public var training: Int
  /// Images that decide whether a model is accurate enough to count.
  public var validation: Int
  /// Images that all measures are taken on.
  public var test: Int

  /// Counts of the three kinds.
  public init(training: Int, validation: Int, test: Int) {
    self.training = training
    self.validation = validation
    self.test = test
  }
}

/// The two networks of the study.
public enum ModelKind: String, Codable, Sendable, CaseIterable {
  /// Five convolutions with VGG16's geometry, trained from scratch (study, section 7).
  case compact
  /// Simonyan and Zisserman's thirteen convolutions (study, section 2).
  case vgg16
}
