import Foundation
import Studies
import Testing

/// Training follows the schedule of its arm.
@Suite struct ScheduledTrainingTests {
  private func weights(_ schedule: LearningRateSchedule, learningRate: Double, batch: Int = 32) throws -> Data {
    let directory = try TrialDirectory()
    try directory.train(
      TrainingSamples.trial(
        TrainingSamples.arm(schedule: schedule, epochs: 1, batch: batch), learningRate: learningRate))
    return try directory.weights()
  }

  /// A warm-up over the whole of a training of one step leaves half of the rate.
  @Test func halfTheRateIsHalfTheStep() throws {
    let warmUp = LearningRateSchedule(warmUp: 1, decay: .none)
    #expect(try weights(warmUp, learningRate: 2e-3) == weights(.constant, learningRate: 1e-3))
  }

  /// The last batch of an epoch, smaller than the others, is a step too: 32 images in batches of 20 are two, at 1 and 1/2.
  @Test func stepsAreCountedOverTheWholeTraining() throws {
    let decay = LearningRateSchedule(warmUp: 0, decay: .linear)
    #expect(try weights(decay, learningRate: 1e-3) == weights(.constant, learningRate: 1e-3))
    #expect(try weights(decay, learningRate: 1e-3, batch: 20) != weights(.constant, learningRate: 1e-3, batch: 20))
    #expect(TrainingSamples.trial(TrainingSamples.arm(epochs: 3, batch: 20)).steps == 6)
  }
}
