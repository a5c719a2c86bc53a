import Foundation
import Studies
import Testing

/// A training that diverges has a result that says where, and that can be stored.
@Suite struct DivergenceTests {
  private func result(_ arm: Arm, learningRate: Double) throws -> TrialResult {
    let directory = try TrialDirectory()
    let result = try directory.train(TrainingSamples.trial(arm, learningRate: learningRate))
    let stored = try JSONEncoder().encode(result)
    #expect(try JSONDecoder().decode(TrialResult.self, from: stored) == result)
    // Either trained to the end or diverged, never something between.
    #expect((result.test == nil) == (result.divergence != nil))
    #expect(result.testByClass.isEmpty == (result.divergence != nil))
    #expect((try? directory.weights()) == nil || result.divergence == nil)
    return result
  }

  @Test(arguments: TrainingSamples.arms, [1e3, 1e6, 1e12, 1e25, 1e38, 1e300])
  func whateverTheLearningRateThereIsAResult(arm: Arm, rate: Double) throws {
    _ = try result(arm, learningRate: rate)
  }

  @Test func theStepIsNamed() throws {
    let divergence = try #require(
      try result(TrainingSamples.arm(optimizer: .sgd), learningRate: 1e6).divergence)
    #expect(divergence.contains(/^the loss is not finite in epoch 1\/2, step [2-4]\/4$/))
  }

  @Test func aRateThatIsNoNumberDiverges() throws {
    let arm = TrainingSamples.arm(optimizer: .sgd)
    #expect(try train(arm, .nan) == "the loss is not finite in epoch 1/2, step 2/4")
    // After the last step of an epoch no loss shows it.
    #expect(try train(TrainingSamples.arm(epochs: 1, batch: 32), .nan) == "a weight is not finite after epoch 1")
  }

  /// Weights that are finite, but too large to compute with.
  @Test func aValidationLossThatIsNotFiniteIsADivergence() throws {
    let arm = TrainingSamples.arm(optimizer: .sgd, epochs: 1, batch: 32)
    let result = try result(arm, learningRate: 1e12)
    #expect(result.divergence == "the loss on the validation images is not finite after epoch 1")
    #expect(result.epochs.isEmpty)
  }

  private func train(_ arm: Arm, _ rate: Double) throws -> String? {
    try TrialDirectory().train(TrainingSamples.trial(arm, learningRate: rate)).divergence
  }
}
