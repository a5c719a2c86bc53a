import Autodiff
import Kernels
import Networks

/// Everything that the rest of a training depends on, after any step: what a checkpoint holds.
package struct TrainingState {
  package var parameters: Parameters
  package var optimizer: any Optimizer
  /// Draws the order of the images; its state is part of the training's.
  package var random: RandomGenerator
  package var epochs: [EpochResult]
  /// The epoch under way; nil between epochs.
  package var unfinished: EpochProgress?
  package var trainingSeconds: Double
  package var evaluationSeconds: Double

  /// The state before the first step: a function of the trial alone.
  /// - Parameter weights: those of the file that the trial names.
  package init(of trial: Trial, startingFrom weights: StartingWeights? = nil) {
    let network = trial.experiment.network
    parameters = network.initialParameters(
      seed: RandomGenerator.derive(trial.seed, "weights"), startingFrom: weights)
    optimizer = trial.arm.optimizer.optimizer
    random = RandomGenerator(seed: RandomGenerator.derive(trial.seed, "order"))
    epochs = []
    trainingSeconds = 0
    evaluationSeconds = 0
  }
}
