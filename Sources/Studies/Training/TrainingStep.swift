import Attribution
import Autodiff
import Images
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
  private let augmentation: Augmentation?
  private let seed: UInt64

  /// - Parameter input: the training images of `images`.
  init(trial: Trial, network: Network, images: TrialImages, input: ModelInput) {
    self.network = network
    self.images = images
    self.input = input
    objective = trial.arm.objective
    masks = OutsideMasks(trial.arm.heatmap?.mask ?? .inside, of: images, seed: trial.imageSeed)
    trainedNames = trial.arm.trainedParameterNames(of: network)
    learningRate = trial.learningRate
    schedule = trial.arm.schedule
    steps = trial.steps
    augmentation = trial.experiment.augmentation
    seed = trial.seed
  }

  /// - Parameter epoch: augmentation changes images anew in each.
  /// - Returns: the batch's mean loss before the update, and how many of its images were classified correctly.
  mutating func run(
    _ state: inout TrainingState, batch: some Collection<Int>, epoch: Int
  ) throws -> (loss: Double, correct: Int) {
    let parameters = state.parameters.tracking(trainedNames)
    let classes = images.training.classes(batch)
    let changed = changed(batch, epoch)
    let outputs = try outputs(parameters, batch, changed)
    let loss = objective(outputs, classes: classes, hasMask: masks.hasMask(batch)) {
      masks.tensor(batch, rows: $0, columns: $1, changed: changed?.masks)
    }
    let gradients = gradient(of: loss, wrt: trainedNames.map { parameters[$0] }, isDifferentiable: false)
    state.optimizer.update(
      &state.parameters, gradients: zip(trainedNames, gradients).map { (name: $0, gradient: $1) },
      learningRate: learningRate * schedule.factor(step: state.optimizer.state.steps, of: steps))
    return (Double(loss.scalar), zip(outputs.predictedClasses, classes).count { $0 == $1 })
  }

  /// How hard each part of the loss pulls on this batch; nil where there is no heatmap part.
  mutating func gradientNorms(
    _ state: TrainingState, batch: some Collection<Int>, epoch: Int
  ) throws -> GradientNorms? {
    guard objective.heatmap != nil else { return nil }
    let parameters = state.parameters.tracking(trainedNames)
    let changed = changed(batch, epoch)
    let outputs = try outputs(parameters, batch, changed)
    let norms = objective.gradientNorms(
      outputs, classes: images.training.classes(batch), parameters: trainedNames.map { parameters[$0] },
      hasMask: masks.hasMask(batch)
    ) { masks.tensor(batch, rows: $0, columns: $1, changed: changed?.masks) }
    return GradientNorms(classification: norms.classification, heatmap: norms.heatmap)
  }

  /// A batch's images as augmentation changes them, and the images whose masks are used, changed in the same way.
  private func changed(
    _ batch: some Collection<Int>, _ epoch: Int
  ) -> (images: ImageDataset, masks: ImageDataset)? {
    guard let augmentation else { return nil }
    let seeds = batch.map { RandomGenerator.derive(seed, "augmentation", "\(epoch)", "\($0)") }
    let changed = augmentation.apply(to: images.training, Array(batch), seeds: seeds)
    let sources = masks.sources(batch)
    let isOwn = sources == Array(batch)
    return (changed, isOwn ? changed : augmentation.apply(to: images.training, sources, seeds: seeds))
  }

  private func outputs(
    _ parameters: Parameters, _ batch: some Collection<Int>, _ changed: (images: ImageDataset, masks: ImageDataset)?
  ) throws -> Network.Outputs {
    let layers = (objective.layers, objective.tracksImages)
    if let changed {
      return try ModelInput(changed.images).outputs(
        of: network, parameters, 0..<batch.count, layers: layers.0, tracksImages: layers.1)
    }
    return try input.outputs(of: network, parameters, batch, layers: layers.0, tracksImages: layers.1)
  }
}
