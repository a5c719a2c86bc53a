import Autodiff
import Kernels
import Networks

/// Everything that the rest of a training depends on, at the end of an epoch: what a checkpoint holds.
struct TrainingState {
  var parameters: Parameters
  var optimizer: any Optimizer
  /// Draws the order of the images; its state is part of the training's.
  var random: RandomGenerator
  var epochs: [EpochResult]
  var trainingSeconds: Double
  var evaluationSeconds: Double

  /// The state before the first step: a function of the trial alone.
  init(of trial: Trial) {
    let network = trial.experiment.model.network
    parameters = network.initialParameters(seed: RandomGenerator.derive(trial.seed, "weights"))
    optimizer = trial.arm.optimizer.optimizer
    random = RandomGenerator(seed: RandomGenerator.derive(trial.seed, "order"))
    epochs = []
    trainingSeconds = 0
    evaluationSeconds = 0
  }
}
