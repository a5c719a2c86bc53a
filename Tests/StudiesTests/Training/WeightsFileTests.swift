import Files
import Foundation
import Networks
import Studies
import Testing

/// Trials that start from a weights file: which file it was is a part of them.
@Suite final class WeightsFileTests {
  private let directory = FileManager.default.temporaryDirectory.appending(path: "weights-\(UUID().uuidString)")
  private let trained = Network.compact.initialParameters(seed: 99)
  private var file: URL { directory.appending(path: "trained.safetensors") }

  init() throws {
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try trained.safetensors().write(to: file)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  private func digest() throws -> String { sha256(try Data(contentsOf: file)) }

  private func text(_ path: String) -> String { "weights: \(path)\n" + StudySamples.valid }

  private func load(_ path: String) throws -> Study {
    let study = directory.appending(path: "study.yaml")
    try Data(text(path).utf8).write(to: study)
    return try StudyFile.load(path: study.path).study
  }

  /// What follows the study file's path in the one line that it fails with.
  private func failure(_ path: String) -> String? {
    do {
      _ = try load(path)
      return nil
    } catch {
      let line = "\(error)"
      let start = "\(directory.path)/study.yaml:1: weights: "
      guard line.hasPrefix(start), !line.contains("\n") else { return "not one line of this file: \(line)" }
      return line.replacingOccurrences(of: start, with: "").replacingOccurrences(of: directory.path, with: "DIRECTORY")
    }
  }

  private func trial() throws -> Trial { try load("trained.safetensors").trials()[0] }

  @Test func pathsStartAtTheStudyFile() throws {
    let expected = WeightsFile(path: file.path, digest: try digest())
    let roundabout = "../\(directory.lastPathComponent)/trained.safetensors"
    for path in ["trained.safetensors", "./trained.safetensors", roundabout, file.path] {
      #expect(try load(path).experiments.map(\.weights) == [expected, expected])
    }
    #expect(try trial().experiment.weights == expected)
    #expect(try load("none").experiments.map(\.weights) == [nil, nil])
  }

  @Test func withoutADirectoryNoFileIsLookedFor() throws {
    let study = try StudyFile.parse(text: text("nowhere.safetensors"), name: "study.yaml")
    #expect(study.experiments[0].weights == WeightsFile(path: "nowhere.safetensors", digest: ""))
  }

  @Test func aMissingFileIsNamedAndHowToGetIt() {
    #expect(
      failure("sub/none.safetensors")
        == "expected a safetensors file of weights, which for VGG16 scripts/fetch-vgg16-weights makes, found no file at DIRECTORY/sub/none.safetensors"
    )
    #expect(failure("\"a\\nb\"")?.hasSuffix("found no file at DIRECTORY/a\\nb") == true)
  }

  @Test func whatTheModelCannotStartFromIsNamed() throws {
    let start = "expected weights that compact can start from, found DIRECTORY/trained.safetensors: "
    var weights = trained.safetensors()
    weights.tensors.removeAll { $0.name == "conv2/bias" }
    try weights.write(to: file)
    #expect(failure("trained.safetensors") == start + "the tensor \"conv2/bias\" of compact is missing")
    try Data("no weights".utf8).write(to: file)
    #expect(failure("trained.safetensors")?.hasPrefix(start + "not a usable safetensors file") == true)
    try FileManager.default.removeItem(at: file)
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
    #expect(failure("trained.safetensors")?.hasPrefix(start + "cannot read the file") == true)
  }

  @Test func convolutionsStartFromTheFileAndTheHeadFromTheSeed() throws {
    let trial = try trial()
    var drawn = trial
    drawn.experiment.weights = nil
    let state = TrainingState(of: trial, startingFrom: try WeightsCache().weights(for: trial))
    let other = TrainingState(of: drawn, startingFrom: try WeightsCache().weights(for: drawn))
    for name in state.parameters.names {
      let expected = name.hasPrefix("conv") ? trained : other.parameters
      #expect(state.parameters[name].array == expected[name].array, "\(name)")
    }
    #expect(state.random == other.random)
  }

  @Test func theFileIsReadOnce() throws {
    let (cache, trial) = (WeightsCache(), try trial())
    #expect(try cache.weights(for: trial) != nil)
    try FileManager.default.removeItem(at: file)
    #expect(try cache.weights(for: trial) != nil)
    #expect(throws: WeightsError.self) { try WeightsCache().weights(for: trial) }
  }

  @Test func otherBytesAreRefused() throws {
    let trial = try trial()
    let (path, expected) = (file.path, try digest())
    try Network.compact.initialParameters(seed: 98).safetensors().write(to: file)
    let error = #expect(throws: WeightsError.self) { try WeightsCache().weights(for: trial) }
    #expect(
      error?.description
        == "\(path): expected the weights that the study began with, of SHA-256 \(expected), found \(try digest())")
  }

  @Test func aCheckpointThatBeganFromOthersIsRefused() throws {
    let directory = try TrialDirectory()
    let trial = TrainingSamples.trial(weights: WeightsFile(path: file.path, digest: try digest()))
    let checkpoint = Checkpoint(url: directory.checkpoint)
    try checkpoint.save(TrainingState(of: trial, startingFrom: try WeightsCache().weights(for: trial)), of: trial)
    _ = try checkpoint.load(trial)
    var other = trial
    other.experiment.weights?.digest = String(repeating: "0", count: 64)
    #expect(throws: WeightsError.self) { try checkpoint.load(other) }
  }

  /// Interrupted or not, and with frozen convolutions, which end as they began.
  @Test func trainingStartsFromTheFile() throws {
    let file = WeightsFile(path: file.path, digest: try digest())
    let trial = TrainingSamples.trial(TrainingSamples.arm(trainedLayers: .head), weights: file)
    let weights = try WeightsCache().weights(for: trial)
    let directory = try TrialDirectory()
    _ = try TrialTrainer(trial: trial, images: TrainingSamples.images, startingFrom: weights, directory: directory.url)
      .run()
    let ended = try Safetensors(data: directory.weights(), name: "weights")
    for name in trained.names {
      let stays = name.hasPrefix("conv")
      #expect((ended[name]?.array == trained[name].array) == stays, "\(name)")
    }
  }
}
