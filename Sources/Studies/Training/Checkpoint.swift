import Autodiff
import Files
import Foundation
import Kernels
import Networks

/// A training's state in one safetensors file: trained weights and optimizer moments as tensors, the rest as metadata, and a SHA-256
/// over all of it, so that a damaged file is refused rather than trained on.
package struct Checkpoint {
  private struct Progress: Codable {
    /// The trial that this is a checkpoint of, whole: a directory reused for another study must not be resumed.
    let trial: Trial
    let optimizerSteps: Int
    let random: RandomGenerator
    let epochs: [EpochResult]
    let unfinished: EpochProgress?
    let trainingSeconds: Double
    let evaluationSeconds: Double
  }

  package let url: URL

  package init(url: URL) { self.url = url }

  package func save(_ state: TrainingState, of trial: Trial) throws {
    let progress = Progress(
      trial: trial, optimizerSteps: state.optimizer.state.steps, random: state.random, epochs: state.epochs,
      unfinished: state.unfinished, trainingSeconds: state.trainingSeconds, evaluationSeconds: state.evaluationSeconds)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(progress), as: UTF8.self)
    let slots = state.optimizer.state.slots.sorted { $0.key < $1.key }.map { (name: $0.key, tensor: $0.value) }
    // Frozen weights are those that the trial starts with.
    let trained = trial.arm.trainedParameterNames(of: trial.experiment.network)
    let tensors = trained.map { (name: $0, tensor: state.parameters[$0]) } + slots
    try Safetensors(tensors: tensors, metadata: ["progress": text, "sha256": Self.digest(tensors, text)]).write(to: url)
  }

  /// The state that was saved.
  ///
  /// - Parameter weights: those of the file that the trial names, if it names one.
  /// - Throws: `WeightsError` naming the file, where it is missing, damaged or belongs to another trial.
  package func load(_ trial: Trial, startingFrom weights: StartingWeights? = nil) throws -> TrainingState {
    let file = try Safetensors(contentsOf: url)
    func refuse(_ reason: String) -> WeightsError {
      WeightsError(
        "\(url.path): not a usable checkpoint: \(reason)")
    }
    guard let text = file.metadata["progress"], let digest = file.metadata["sha256"] else {
      throw refuse("expected the metadata \"progress\" and \"sha256\"")
    }
    guard digest == Self.digest(file.tensors, text) else {
      throw refuse("its contents do not have the SHA-256 it names")
    }
    guard let progress = try? JSONDecoder().decode(Progress.self, from: Data(text.utf8)) else {
      throw refuse("its metadata \"progress\" cannot be read")
    }
    guard progress.trial == trial else { throw refuse("it belongs to another trial, \(progress.trial.key)") }
    var state = TrainingState(of: trial, startingFrom: weights)
    for name in trial.arm.trainedParameterNames(of: trial.experiment.network) {
      guard let tensor = file[name], tensor.shape == state.parameters[name].shape else {
        throw refuse("it lacks the tensor \"\(name)\" of shape \(state.parameters[name].shape)")
      }
      state.parameters[name] = tensor
    }
    let parameterNames = Set(state.parameters.names)
    state.optimizer.state = OptimizerState(
      steps: progress.optimizerSteps,
      slots: Dictionary(
        file.tensors.filter { !parameterNames.contains($0.name) }.map { ($0.name, $0.tensor) }, uniquingKeysWith: { $1 }
      ))
    state.random = progress.random
    state.epochs = progress.epochs
    state.unfinished = progress.unfinished
    state.trainingSeconds = progress.trainingSeconds
    state.evaluationSeconds = progress.evaluationSeconds
    return state
  }

  private static func digest(_ tensors: [(name: String, tensor: Tensor)], _ text: String) -> String {
    sha256(
      tensors.sorted { $0.name < $1.name }.flatMap { name, tensor in
        let bytes = UnsafeRawBufferPointer(start: tensor.buffer.pointer, count: 4 * tensor.shape.count)
        return [Array("\(name) \(tensor.shape)\n".utf8), Array(bytes)]
      } + [Array(text.utf8)])
  }
}
