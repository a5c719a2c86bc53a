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

  /// Before the first step, within an epoch and between two, once and several times.
  @Test(arguments: TrainingSamples.arms, [[0], [3], [4], [5], [7], [2, 1, 3, 0]])
  func anInterruptedTrialEndsAsAnUndisturbedOne(arm: Arm, interruptions: [Int]) throws {
    let (undisturbed, disturbed) = (try TrialDirectory(), try TrialDirectory())
    let trial = TrainingSamples.trial(arm)
    let result = try undisturbed.train(trial)
    for steps in interruptions {
      #expect(throws: TrialTrainer.Cancelled.self) { try disturbed.train(trial, cancelAfter: steps) }
    }
    let done = interruptions.reduce(0, +)
    #expect(FileManager.default.fileExists(atPath: disturbed.checkpoint.path) == (done > 0))
    // What the checkpoint holds is not trained again.
    #expect(try disturbed.train(trial, cancelAfter: 2 * TrainingSamples.stepsPerEpoch - done) == result)
    #expect(try disturbed.weights() == undisturbed.weights())
  }

  /// Without being asked to stop: a process that is killed leaves what its last checkpoint held.
  @Test func everyCheckpointOfAnEpochLeadsToTheSameResult() throws {
    let (undisturbed, disturbed) = (try TrialDirectory(), try TrialDirectory())
    let trial = TrainingSamples.trial()
    let result = try undisturbed.train(trial, checkpointInterval: .zero)
    var seen: [String] = []
    for _ in 0..<20 where seen.count < 20 {
      do {
        #expect(try disturbed.train(trial, cancelAfter: 1, checkpointInterval: .zero) == result)
        break
      } catch is TrialTrainer.Cancelled {
        seen.append(disturbed.checkpoint.lastPathComponent)
      }
    }
    // One a step, and none twice.
    #expect(seen.count == 2 * TrainingSamples.stepsPerEpoch - 1 && Set(seen).count == seen.count)
    #expect(try disturbed.weights() == undisturbed.weights())
    #expect(Checkpoints(directory: disturbed.url).all.count == Checkpoints.kept)
  }

  /// Asked to stop in the middle of the validation, whose images are more than one batch.
  @Test func anInterruptedValidationIsBegunAgainAlone() throws {
    var trial = TrainingSamples.trial(TrainingSamples.arm(epochs: 1))
    trial.experiment.images = ImageCounts(training: 32, validation: 24, test: 8)
    let images = try ImageCache().images(for: trial)
    func train(_ directory: TrialDirectory, cancelAfter steps: Int) throws -> TrialResult {
      var asked = 0
      return try TrialTrainer(
        trial: trial, images: images, directory: directory.url,
        isCancelled: {
          asked += 1
          return asked > steps
        }
      ).run().timeless
    }
    let (undisturbed, disturbed) = (try TrialDirectory(), try TrialDirectory())
    let result = try train(undisturbed, cancelAfter: .max)
    #expect(throws: TrialTrainer.Cancelled.self) {
      try train(disturbed, cancelAfter: TrainingSamples.stepsPerEpoch)
    }
    // Once between the two batches of the validation, and once where it serves for the test; never for a step.
    #expect(try train(disturbed, cancelAfter: 2) == result)
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
