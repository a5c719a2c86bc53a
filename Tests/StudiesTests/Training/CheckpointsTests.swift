import Foundation
import Studies
import Testing

/// What cannot be used is set aside, and what is older leads to the same result.
@Suite struct CheckpointsTests {
  private let trial = TrainingSamples.trial()
  private let result: TrialResult
  private let weights: Data

  init() throws {
    let undisturbed = try TrialDirectory()
    result = try undisturbed.train(trial)
    weights = try undisturbed.weights()
  }

  /// Stopped after six steps, with checkpoints after each: the last two are there.
  private func stopped() throws -> TrialDirectory {
    let directory = try TrialDirectory()
    #expect(throws: TrialTrainer.Cancelled.self) {
      try directory.train(trial, cancelAfter: 6, checkpointInterval: .zero)
    }
    #expect(Checkpoints(directory: directory.url).all.count == 2)
    return directory
  }

  private func expectSame(_ directory: TrialDirectory, setAside: Int, steps: Int) throws {
    var warnings: [String] = []
    #expect(try directory.train(trial, cancelAfter: steps, warn: { warnings.append($0) }) == result)
    #expect(try directory.weights() == weights)
    #expect(warnings.count == setAside)
    #expect(warnings.allSatisfy { $0.contains("it was set aside") && !$0.contains("\n") })
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.url.path)
    #expect(names.count { $0.hasSuffix(".damaged") } == setAside)
  }

  @Test(arguments: [0, 1, 100, 5000]) func cutShortTheOlderOneIsTaken(length: Int) throws {
    let directory = try stopped()
    try Data(contentsOf: directory.checkpoint).prefix(length).write(to: directory.checkpoint)
    try expectSame(directory, setAside: 1, steps: 3)
  }

  @Test func withAFlippedBitTheOlderOneIsTaken() throws {
    let directory = try stopped()
    var bytes = try Data(contentsOf: directory.checkpoint)
    bytes[bytes.count / 2] ^= 0x10
    try bytes.write(to: directory.checkpoint)
    try expectSame(directory, setAside: 1, steps: 3)
  }

  @Test func withoutAWholeOneItStartsAnew() throws {
    let directory = try stopped()
    for checkpoint in Checkpoints(directory: directory.url).all { try Data("x".utf8).write(to: checkpoint.url) }
    try expectSame(directory, setAside: 2, steps: 8)
  }

  @Test func ofAnotherTrialItIsSetAside() throws {
    let directory = try TrialDirectory()
    let other = TrainingSamples.trials([TrainingSamples.arm()], trials: 2)[1]
    #expect(throws: TrialTrainer.Cancelled.self) { try directory.train(other, cancelAfter: 5) }
    try expectSame(directory, setAside: 2, steps: 8)
  }
}
