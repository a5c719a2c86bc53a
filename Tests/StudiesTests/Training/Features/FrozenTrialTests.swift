import Attribution
import Autodiff
import Foundation
import Networks
import Studies
import Testing

/// A trial with frozen convolutions gives the same result, bit for bit, wherever its features come from.
@Suite struct FrozenTrialTests {
  static let arms = [false, true].map { hasHeatmap in
    TrainingSamples.arm("frozen\(hasHeatmap ? "-heatmap" : "")", hasHeatmap: hasHeatmap, trainedLayers: .head)
  }

  /// Of a file that trials name, which the trainer is not the one to read.
  private static let file = WeightsFile(path: "shared", digest: "")

  private func sharedWeights() throws -> StartingWeights {
    let data = try Network.compact.initialParameters(seed: 77).safetensors().encoded()
    return try StartingWeights(of: .compact, data: data, name: "shared")
  }

  @Test(arguments: arms) func comesOutTheSameFromEveryKindOfCache(arm: Arm) throws {
    let sandbox = FeatureSandbox()
    let trial = TrainingSamples.trial(arm, weights: Self.file)
    let weights = try sharedWeights()
    let memory = try TrialDirectory()
    let result = try memory.train(trial, startingFrom: weights)
    #expect(result.divergence == nil && result.epochs.count == 2)
    for kind in ["cold", "warm"] {
      let own = try TrialDirectory()
      #expect(try own.train(trial, startingFrom: weights, features: sandbox.cache()) == result, "\(kind)")
      #expect(try own.weights() == memory.weights(), "\(kind)")
      #expect(sandbox.files().count == 3, "\(kind)")
    }
    #expect(sandbox.warnings == [])
  }

  /// All arms and trials with these convolutions find what the first one left.
  @Test func isComputedForTheFirstTrialAlone() throws {
    let sandbox = FeatureSandbox()
    let trials = TrainingSamples.trials(Self.arms, weights: Self.file, trials: 2).filter {
      $0.experiment.name == "one"
    }
    for trial in trials {
      try TrialDirectory().train(trial, startingFrom: sharedWeights(), features: sandbox.cache())
    }
    #expect(sandbox.files().count == 3)
  }

  @Test(arguments: arms) func withItsOwnConvolutionsLeavesNoFile(arm: Arm) throws {
    let sandbox = FeatureSandbox()
    let trial = TrainingSamples.trial(arm)
    let (first, second) = (try TrialDirectory(), try TrialDirectory())
    #expect(try first.train(trial, features: sandbox.cache()) == second.train(trial))
    #expect(try first.weights() == second.weights())
    #expect(!FileManager.default.fileExists(atPath: sandbox.url.path))
  }

  /// A checkpoint holds no frozen weights: they are known without it.
  @Test(arguments: arms) func goesOnFromTheWeightsThatItStartedWith(arm: Arm) throws {
    let trial = TrainingSamples.trial(arm, weights: Self.file)
    let (undisturbed, disturbed) = (try TrialDirectory(), try TrialDirectory())
    let result = try undisturbed.train(trial, startingFrom: sharedWeights())
    #expect(throws: TrialTrainer.Cancelled.self) {
      try disturbed.train(trial, startingFrom: sharedWeights(), cancelAfter: 11)
    }
    let checkpoint = try Safetensors(contentsOf: disturbed.checkpoint)
    #expect(checkpoint.tensors.count == 3 * Network.compact.headParameterNames.count)
    #expect(try disturbed.train(trial, startingFrom: sharedWeights()) == result)
    #expect(try disturbed.weights() == undisturbed.weights())
  }

  /// While features are computed, between steps, and before the test.
  @Test(arguments: arms) func anInterruptedOneEndsAsAnUndisturbedOne(arm: Arm) throws {
    let trial = TrainingSamples.trial(arm)
    let (undisturbed, disturbed) = (try TrialDirectory(), try TrialDirectory())
    let result = try undisturbed.train(trial)
    // Each goes on where the one before it stopped, so that a later one may come to the end.
    var cancelled = 0
    for questions in [0, 2, 5, 6, 8, 10, 10] {
      do {
        #expect(try disturbed.train(trial, cancelAfter: questions) == result)
      } catch is TrialTrainer.Cancelled {
        cancelled += 1
      }
    }
    #expect(cancelled >= 4)
    #expect(FileManager.default.fileExists(atPath: disturbed.checkpoint.path))
    #expect(try disturbed.train(trial) == result)
    #expect(try disturbed.weights() == undisturbed.weights())
  }

  /// The result with the network's own logits and maps, but for rounding.
  @Test func agreesWithTheWholeNetwork() throws {
    let images = TrainingSamples.images
    let network = Network.compact
    let parameters = network.initialParameters(seed: 5)
    let features = try FeatureRequest(parameters: parameters, part: .test).features(from: FeatureCache(directory: nil))
    let whole = network(images.test.tensor(0..<8, channels: 1), parameters)
    let head = network.head(try features.tensor(0..<8), parameters)
    expectClose(head.logits.array, whole.logits.array)
    let slopes = [whole, head].map { $0.slope(of: [0, 1, 2, 3, 0, 1, 2, 3], isDifferentiable: false).array }
    expectClose(slopes[1], slopes[0])
  }

  /// Relative to the largest: a new network's logits are tiny.
  private func expectClose(_ values: [Float], _ expected: [Float]) {
    let largest = expected.map(abs).max() ?? 0
    #expect(largest > 0 && values.count == expected.count)
    for (a, b) in zip(values, expected) { #expect(abs(a - b) < 1e-5 * largest) }
  }
}
