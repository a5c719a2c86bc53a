import Attribution
import Autodiff
import Kernels
import Networks

/// One step of training: a batch forward, the arm's loss, its gradient, the optimizer's update.
struct TrainingStep {
  private let network: Network
  private let images: TrialImages
  private let input: ModelInput
  private let objective: Objective
  private let trainedNames: [String]
  private let learningRate: Double

  /// - Parameter input: the training images of `images`.
  init(trial: Trial, network: Network, images: TrialImages, input: ModelInput) {
    self.network = network
    self.images = images
    self.input = input
    objective = trial.arm.objective
    trainedNames = trial.arm.trainedParameterNames(of: network)
    learningRate = trial.learningRate
  }

  /// - Returns: the batch's mean loss before the update, and how many of its images were classified correctly.
  func run(_ state: inout TrainingState, batch: some Collection<Int>) throws -> (loss: Double, correct: Int) {
    let parameters = state.parameters.tracking(trainedNames)
    let classes = images.training.classes(batch)
    let outputs = try input.outputs(of: network, parameters, batch)
    let loss = objective(outputs, classes: classes, outside: outside(batch))
    let gradients = gradient(of: loss, wrt: trainedNames.map { parameters[$0] }, isDifferentiable: false)
    state.optimizer.update(
      &state.parameters, gradients: zip(trainedNames, gradients).map { (name: $0, gradient: $1) },
      learningRate: learningRate)
    return (Double(loss.scalar), zip(outputs.predictedClasses, classes).count { $0 == $1 })
  }

  private func outside(_ batch: some Collection<Int>) -> Tensor {
    Tensor([batch.count, images.mapRows, images.mapColumns], batch.flatMap { images.outside[$0] })
  }
}
