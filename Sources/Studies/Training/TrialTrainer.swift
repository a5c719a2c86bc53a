import Autodiff
import Foundation
import Networks

/// Trains one trial from its start, or from its last checkpoint, to its result.
public struct TrialTrainer {
  /// Name of the file with the trained weights, in the trial's directory.
  public static let weightsFile = "weights.safetensors"

  /// How far a training has come.
  public struct Progress: Sendable {
    /// Of all its training steps, between 0 and 1.
    public let fraction: Double
    /// For a person: `epoch 2/4, loss 0.31`.
    public let description: String
  }

  /// Thrown where the training was asked to stop; what it had reached is in its checkpoint.
  public struct Cancelled: Error {}

  private let trial: Trial
  private let images: TrialImages
  private let directory: URL
  private let features: FeatureCache
  private let report: (Progress) -> Void
  private let isCancelled: () -> Bool
  private let keptCheckpoint: (String) throws -> Void
  private let goesOn: (_ epoch: Int, _ accuracy: Double) throws -> Bool
  private let warn: (String) -> Void
  private let checkpointInterval: Duration
  private let network: Network
  private let weights: StartingWeights?

  /// - Parameters:
  ///   - weights: those of the file that the trial names, if it names one.
  ///   - directory: the trial's own, for its checkpoint and its weights; it exists.
  ///   - features: where those of frozen convolutions are kept.
  ///   - report: called every few steps, on the training thread.
  ///   - isCancelled: asked every step.
  ///   - keptCheckpoint: told the name of each checkpoint's file once it is on disk, and of those that were there before.
  ///   - goesOn: asked at each rung of successive halving, where the experiment has it, with the epochs done and the validation
  ///     accuracy; also again, after a resumption. False ends the training early.
  ///   - warn: told in one line of checkpoints that cannot be used.
  ///   - checkpointInterval: the shortest time between two checkpoints of an epoch.
  public init(
    trial: Trial, images: TrialImages, startingFrom weights: StartingWeights? = nil, directory: URL,
    features: FeatureCache = FeatureCache(directory: nil), report: @escaping (Progress) -> Void = { _ in },
    isCancelled: @escaping () -> Bool = { false }, keptCheckpoint: @escaping (String) throws -> Void = { _ in },
    goesOn: @escaping (_ epoch: Int, _ accuracy: Double) throws -> Bool = { _, _ in true },
    warn: @escaping (String) -> Void = { _ in }, checkpointInterval: Duration = .seconds(30)
  ) {
    self.trial = trial
    self.images = images
    self.weights = weights
    self.directory = directory
    self.features = features
    self.report = report
    self.isCancelled = isCancelled
    self.keptCheckpoint = keptCheckpoint
    self.goesOn = goesOn
    self.warn = warn
    self.checkpointInterval = checkpointInterval
    network = trial.experiment.network
  }

  /// - Returns: the result; a training whose loss stops being finite has one too, which says where.
  /// - Throws: `Cancelled`, or `FileError` for a file that cannot be written or read.
  public func run() throws -> TrialResult {
    let checkpoints = Checkpoints(directory: directory)
    var state =
      try checkpoints.load(trial, startingFrom: weights, warn: warn)
      ?? TrainingState(of: trial, startingFrom: weights)
    // Whoever made them may have ended before it could tell.
    for checkpoint in checkpoints.all.reversed() { try keptCheckpoint(checkpoint.url.lastPathComponent) }
    var featureSeconds = 0.0
    // What is not asked for any more, after a resumption, is not computed either.
    func input(_ part: ImagePart) throws -> ModelInput {
      let start = ContinuousClock.now
      defer { featureSeconds += (ContinuousClock.now - start).inSeconds }
      return try self.input(part, state)
    }
    var divergence: String?
    var stoppedAfter: Int?
    if state.epochs.count < trial.arm.epochs {
      var step = TrainingStep(trial: trial, network: network, images: images, input: try input(.training))
      let validation = try input(.validation)
      while state.epochs.count < trial.arm.epochs, divergence == nil {
        if try isStopped(state) {
          stoppedAfter = state.epochs.count
          break
        }
        divergence = try trainEpoch(&state, &step, validation: validation)
        if divergence == nil { try save(state) }
      }
    }
    var test: TestResult?
    if divergence == nil, stoppedAfter == nil {
      let (validation, testInput) = (try input(.validation), try input(.test))
      let start = ContinuousClock.now
      test = try tester(state.parameters).run(testInput, validation: validation)
      state.evaluationSeconds += (ContinuousClock.now - start).inSeconds
      if test?.isFinite == false {
        divergence = "the loss on the test images is not finite"
        test = nil
      }
    }
    if test != nil {
      let metadata = ["trial": trial.key, "model": network.name]
      try state.parameters.safetensors(metadata: metadata)
        .write(to: directory.appendingPathComponent(Self.weightsFile))
    }
    return TrialResult(
      divergence: divergence, epochs: state.epochs, stoppedAfter: stoppedAfter, test: test?.overall,
      testByClass: test?.byClass ?? [:],
      thresholds: test?.thresholds ?? [:], imageMeasures: test?.imageMeasures ?? [:],
      classes: test?.classes ?? [], predictions: test?.predictions ?? [], markerCheck: test?.markerCheck,
      imageDigest: images.digest,
      trainingSeconds: state.trainingSeconds, evaluationSeconds: state.evaluationSeconds,
      costlySeconds: test?.costlySeconds, featureSeconds: trial.arm.trainedLayers == .head ? featureSeconds : nil)
  }

  /// The images of one part: their pixels, or where the convolutions are frozen their features, computed once for all epochs.
  private func input(_ part: ImagePart, _ state: TrainingState) throws -> ModelInput {
    guard trial.arm.trainedLayers == .head else { return ModelInput(images[part]) }
    let watch = FeatureCache.Watch(
      report: { report(Progress(fraction: Double(state.epochs.count) / Double(trial.arm.epochs), description: $0)) },
      isCancelled: isCancelled)
    return ModelInput(
      images[part],
      features: try features.features(
        of: part, of: images, network: network, parameters: state.parameters, isShared: trial.experiment.weights != nil,
        watch: watch))
  }

  /// Whether successive halving ends the training at the rung that it has reached, if it has reached one.
  private func isStopped(_ state: TrainingState) throws -> Bool {
    guard let rule = trial.experiment.earlyStopping, let last = state.epochs.last,
      rule.isRung(state.epochs.count)
    else { return false }
    return try !goesOn(state.epochs.count, last.validationAccuracy)
  }

  /// - Returns: where the training diverged, or nil.
  private func trainEpoch(
    _ state: inout TrainingState, _ step: inout TrainingStep, validation: ModelInput
  ) throws -> String? {
    var start = ContinuousClock.now
    var pace = CheckpointPace(shortest: checkpointInterval)
    var epoch = state.unfinished ?? EpochProgress(random: state.random)
    state.random = epoch.random
    let order = state.random.shuffled(count: images.training.count)
    let batches = stride(from: 0, to: order.count, by: trial.arm.batch).map {
      order[$0..<min(order.count, $0 + trial.arm.batch)]
    }
    func keep() throws {
      let now = ContinuousClock.now
      state.trainingSeconds += (now - start).inSeconds
      start = now
      state.unfinished = epoch
      try save(state)
      pace.made(since: now)
    }
    let resumed = epoch.batches
    if resumed == 0, let first = batches.first {
      epoch.gradientNorms = try step.gradientNorms(state, batch: first, epoch: state.epochs.count)
    }
    for (number, batch) in batches.enumerated().dropFirst(resumed) {
      if isCancelled() {
        if number > resumed { try keep() }
        throw Cancelled()
      }
      if pace.isDue, number > resumed { try keep() }
      let outcome = try step.run(&state, batch: batch, epoch: state.epochs.count)
      let place = "epoch \(state.epochs.count + 1)/\(trial.arm.epochs)"
      guard outcome.loss.isFinite else {
        return "the loss is not finite in \(place), step \(number + 1)/\(batches.count)"
      }
      epoch.batches += 1
      epoch.lossSum += outcome.loss * Double(batch.count)
      epoch.correct += outcome.correct
      if number.isMultiple(of: 10) {
        let done = Double(state.epochs.count) + Double(number) / Double(batches.count)
        let loss = String(format: "%.3f", outcome.loss)
        report(Progress(fraction: done / Double(trial.arm.epochs), description: "\(place), loss \(loss)"))
      }
    }
    state.unfinished = nil
    guard state.parameters.areFinite else { return "a weight is not finite after epoch \(state.epochs.count + 1)" }
    let middle = ContinuousClock.now
    let validated: (loss: Double, accuracy: Double)
    do {
      validated = try evaluator.validate(state.parameters, validation)
    } catch let cancelled as Cancelled {
      // All batches are done: whoever goes on begins with the validation.
      if epoch.batches > resumed { try keep() }
      throw cancelled
    }
    // Finite weights may still be so large that what they compute is not.
    guard validated.loss.isFinite else {
      return "the loss on the validation images is not finite after epoch \(state.epochs.count + 1)"
    }
    state.epochs.append(
      EpochResult(
        trainingLoss: epoch.lossSum / Double(order.count),
        trainingAccuracy: Double(epoch.correct) / Double(order.count),
        validationLoss: validated.loss, validationAccuracy: validated.accuracy, gradientNorms: epoch.gradientNorms))
    state.trainingSeconds += (middle - start).inSeconds
    state.evaluationSeconds += (ContinuousClock.now - middle).inSeconds
    return nil
  }

  private func save(_ state: TrainingState) throws {
    try keptCheckpoint(try Checkpoints(directory: directory).save(state, of: trial))
  }

  private func tester(_ parameters: Parameters) -> Tester {
    Tester(
      network: network, parameters: parameters, classification: trial.arm.classification.loss,
      measurement: trial.experiment.measurement, isCancelled: isCancelled)
  }

  private var evaluator: Evaluator {
    Evaluator(network: network, classification: trial.arm.classification.loss, isCancelled: isCancelled)
  }
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

extension Parameters {
  var areFinite: Bool { names.allSatisfy { self[$0].buffer.isFinite } }
}
