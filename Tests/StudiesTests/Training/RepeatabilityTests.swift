import Foundation
import Studies
import Testing

/// A trial gives the same result, bit for bit, however often it is stopped on the way.
@Suite struct RepeatabilityTests {
  @Test(arguments: TrainingSamples.arms) func theSameTrialTwiceIsTheSame(arm: Arm) throws {
    let (first, second) = (try TrialDirectory(), try TrialDirectory())
    let trial = TrainingSamples.trial(arm)
    let result = try first.train(trial)
    #expect(result.divergence == nil && result.epochs.count == 2)
    #expect(try second.train(trial) == result)
    #expect(try second.weights() == first.weights())
  }

  /// Before the first checkpoint, right after it, and within the second epoch.
  @Test(arguments: TrainingSamples.arms, [[0], [3], [4], [5], [7], [2, 6, 3, 0]])
  func anInterruptedTrialEndsAsAnUndisturbedOne(arm: Arm, interruptions: [Int]) throws {
    let (undisturbed, disturbed) = (try TrialDirectory(), try TrialDirectory())
    let trial = TrainingSamples.trial(arm)
    let result = try undisturbed.train(trial)
    for steps in interruptions {
      #expect(throws: TrialTrainer.Cancelled.self) { try disturbed.train(trial, cancelAfter: steps) }
    }
    let hasCheckpoint = interruptions.contains { $0 >= TrainingSamples.stepsPerEpoch }
    #expect(FileManager.default.fileExists(atPath: disturbed.checkpoint.path) == hasCheckpoint)
    // What the checkpoint holds is not trained again.
    let steps = TrainingSamples.stepsPerEpoch * (hasCheckpoint ? 1 : 2)
    #expect(try disturbed.train(trial, cancelAfter: steps) == result)
    #expect(try disturbed.weights() == undisturbed.weights())
  }

  @Test func aFinishedTrialIsNotTrainedAgain() throws {
    let directory = try TrialDirectory()
    let trial = TrainingSamples.trial()
    let result = try directory.train(trial)
    let weights = try directory.weights()
    #expect(try directory.train(trial, cancelAfter: 0) == result)
    #expect(try directory.weights() == weights)
  }

  @Test func anotherTrialIsAnother() throws {
    let trials = TrainingSamples.trials([TrainingSamples.arm()], trials: 2)
    let (first, second) = (try TrialDirectory(), try TrialDirectory())
    #expect(try first.train(trials[0]) != second.train(trials[1]))
    #expect(try first.weights() != second.weights())
  }
}
