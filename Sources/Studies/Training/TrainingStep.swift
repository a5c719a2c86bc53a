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
  private var masks: OutsideMasks
  private let trainedNames: [String]
  private let learningRate: Double
  private let schedule: LearningRateSchedule
  private let steps: Int

  /// - Parameter input: the training images of `images`.
  init(trial: Trial, network: Network, images: TrialImages, input: ModelInput) {
    self.network = network
    self.images = images
    self.input = input
    objective = trial.arm.objective
    masks = OutsideMasks(trial.arm.heatmap?.mask ?? .heart, of: images, seed: trial.imageSeed)
    trainedNames = trial.arm.trainedParameterNames(of: network)
    learningRate = trial.learningRate
    schedule = trial.arm.schedule
    steps = trial.steps
  }

  /// - Returns: the batch's mean loss before the update, and how many of its images were classified correctly.
  mutating func run(_ state: inout TrainingState, batch: some Collection<Int>) throws -> (loss: Double, correct: Int) {
    let parameters = state.parameters.tracking(trainedNames)
    let classes = images.training.classes(batch)
    let outputs = try outputs(parameters, batch)
    let loss = objective(outputs, classes: classes) { masks.tensor(batch, rows: $0, columns: $1) }
    let gradients = gradient(of: loss, wrt: trainedNames.map { parameters[$0] }, isDifferentiable: false)
    state.optimizer.update(
      &state.parameters, gradients: zip(trainedNames, gradients).map { (name: $0, gradient: $1) },
      learningRate: learningRate * schedule.factor(step: state.optimizer.state.steps, of: steps))
    return (Double(loss.scalar), zip(outputs.predictedClasses, classes).count { $0 == $1 })
  }

  /// How hard each part of the loss pulls on this batch; nil where there is no heatmap part.
  mutating func gradientNorms(_ state: TrainingState, batch: some Collection<Int>) throws -> GradientNorms? {
    guard objective.heatmap != nil else { return nil }
    let parameters = state.parameters.tracking(trainedNames)
    let outputs = try outputs(parameters, batch)
    let norms = objective.gradientNorms(
      outputs, classes: images.training.classes(batch), parameters: trainedNames.map { parameters[$0] }
    ) { masks.tensor(batch, rows: $0, columns: $1) }
    return GradientNorms(classification: norms.classification, heatmap: norms.heatmap)
  }

  private func outputs(_ parameters: Parameters, _ batch: some Collection<Int>) throws -> Network.Outputs {
    try input.outputs(
      of: network, parameters, batch, layers: objective.layers, tracksImages: objective.tracksImages)
  }
}
