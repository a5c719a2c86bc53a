import Foundation
import Kernels
import Networks
import Studies
import Testing

/// A checkpoint is whole and the trial's own, or it is refused with one line that names it.
@Suite struct CheckpointTests {
  private let trial = TrainingSamples.trial()
  private let directory: TrialDirectory
  private let whole: Data
  private let file: URL

  init() throws {
    directory = try TrialDirectory()
    do {
      try directory.train(trial, cancelAfter: TrainingSamples.stepsPerEpoch)
    } catch is TrialTrainer.Cancelled {}
    file = directory.checkpoint
    whole = try Data(contentsOf: file)
  }

  private func load() throws -> TrainingState { try Checkpoint(url: file).load(trial) }

  private func expectRefused(_ what: String, because reason: String? = nil, _ sourceLocation: SourceLocation) {
    let error = #expect(throws: WeightsError.self, "\(what)", sourceLocation: sourceLocation) { try load() }
    guard let line = error?.description else { return }
    #expect(line.hasPrefix("\(file.path): "), "\(what)", sourceLocation: sourceLocation)
    #expect(!line.contains("\n"), "\(what): \(line)", sourceLocation: sourceLocation)
    if let reason { #expect(line.contains(reason), "\(what): \(line)", sourceLocation: sourceLocation) }
  }

  private func expectRefused(
    _ bytes: Data, _ what: String, because reason: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try bytes.write(to: file)
    expectRefused(what, because: reason, sourceLocation)
  }

  @Test func holdsTheWholeState() throws {
    var state = try load()
    #expect(state.epochs.count == 1)
    #expect(state.optimizer.state.steps == 4)
    #expect(state.optimizer.state.slots.count == 2 * state.parameters.names.count)
    let before = TrainingState(of: trial)
    #expect(state.random != before.random)
    try Checkpoint(url: file).save(state, of: trial)
    #expect(try Data(contentsOf: file) == whole)
    state.epochs = []
    try Checkpoint(url: file).save(state, of: trial)
    #expect(try Data(contentsOf: file) != whole)
  }

  @Test func cutShortItIsRefused() throws {
    let header = 8 + whole.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let lengths = [0, 1, 7, 8, 9, 100, header / 2, header - 1, header, header + 1, header + 4, whole.count / 2]
    for length in lengths + [whole.count - 4, whole.count - 1] {
      try expectRefused(whole.prefix(length), "\(length) bytes of \(whole.count)")
    }
    try expectRefused(whole + [0], "one byte more")
  }

  @Test func withAFlippedBitItIsRefused() throws {
    let header = 8 + whole.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let text = String(decoding: whole[8..<header], as: UTF8.self)
    // Spaces that fill up the header mean nothing.
    let end = header - text.reversed().prefix { $0 == " " }.count
    var random = RandomGenerator(seed: 5)
    let bits =
      Array(0..<64) + (0..<60).map { _ in 64 + Int(random.next() % UInt64(8 * (end - 8))) }
      + (0..<20).map { _ in 8 * header + Int(random.next() % UInt64(8 * (whole.count - header))) }
    for bit in bits {
      var bytes = whole
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      try expectRefused(bytes, "bit \(bit % 8) of byte \(bit / 8)")
    }
  }

  @Test func ofAnotherTrialItIsRefused() throws {
    let state = try load()
    let other = TrainingSamples.trials([TrainingSamples.arm()], trials: 2)[1]
    try Checkpoint(url: file).save(state, of: other)
    expectRefused("another key", because: "it belongs to another trial, one-plain-01", #_sourceLocation)
    // The same name in another study file.
    var same = trial
    same.learningRate *= 2
    try Checkpoint(url: file).save(state, of: same)
    expectRefused("another rate", because: "it belongs to another trial", #_sourceLocation)
  }

  @Test func withoutItsMetadataItIsRefused() throws {
    let file = try Safetensors(data: whole, name: "checkpoint")
    #expect(Set(file.metadata.keys) == ["progress", "sha256"])
    let metadata: [[String: String]] = [[:], ["progress": file.metadata["progress"] ?? ""], ["sha256": "00"]]
    for metadata in metadata {
      let bytes = try Safetensors(tensors: file.tensors, metadata: metadata).encoded()
      try expectRefused(bytes, "\(metadata.keys)", because: "expected the metadata \"progress\" and \"sha256\"")
    }
  }

  @Test func aDirectoryInItsPlaceIsRefused() throws {
    try FileManager.default.removeItem(at: file)
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
    expectRefused("a directory", #_sourceLocation)
  }
}
