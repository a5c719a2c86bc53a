import Kernels

/// One model to train: everything a worker needs to know, whichever worker it is.
public struct Trial: Codable, Sendable, Equatable {
  /// 0, 1, 2, ... over the whole study, experiments and arms in the order of the study file.
  public var number: Int
  /// Directory and display name, unique in the study: `size-heatmap-07`.
  public var key: String
  /// k: trials with the same k in different arms of an experiment are matched.
  public var index: Int
  /// The optimizer's step size.
  public var learningRate: Double
  /// Initial weights and data order; equal in all arms for the same k.
  public var seed: UInt64
  /// Seed of the experiment's images; equal for all trials of an experiment.
  public var imageSeed: UInt64
  /// The experiment without its arms, but for the one of this trial.
  public var experiment: Experiment
  /// How this trial is trained.
  public var arm: Arm
  /// What it is computed with; nil: the widest that the CPU has.
  public var instructionSet: InstructionSet?

  /// Training steps of all epochs; the last of an epoch takes the images that are left.
  public var steps: Int { arm.epochs * ((experiment.images.training + arm.batch - 1) / arm.batch) }

  /// A trial of these parts; `Study.trials()` makes those of a study.
  public init(
    number: Int, key: String, index: Int, learningRate: Double, seed: UInt64, imageSeed: UInt64,
    experiment: Experiment, arm: Arm, instructionSet: InstructionSet? = nil
  ) {
    self.number = number
    self.key = key
    self.index = index
    self.learningRate = learningRate
    self.seed = seed
    self.imageSeed = imageSeed
    self.experiment = experiment
    self.arm = arm
    self.instructionSet = instructionSet
  }
}
