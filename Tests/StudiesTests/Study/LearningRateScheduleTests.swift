import Studies
import Testing

@Suite struct LearningRateScheduleTests {
  private func factors(_ warmUp: Double, _ decay: LearningRateSchedule.Decay, steps: Int) -> [Double] {
    let schedule = LearningRateSchedule(warmUp: warmUp, decay: decay)
    return (0..<steps).map { schedule.factor(step: $0, of: steps) }
  }

  @Test func aConstantRateStaysAsItIs() {
    #expect((0..<5).allSatisfy { LearningRateSchedule.constant.factor(step: $0, of: 5) == 1 })
    #expect(factors(0, .none, steps: 5) == [1, 1, 1, 1, 1])
  }

  @Test func linearDecayEndsAStepBeforeZero() {
    #expect(factors(0, .linear, steps: 4) == [1, 0.75, 0.5, 0.25])
  }

  @Test func cosineDecayIsSlowFirstAndLast() {
    let expected = [1, 0.933_012_701_892_219_3, 0.75, 0.5, 0.25, 0.066_987_298_107_780_7]
    for (factor, expected) in zip(factors(0, .cosine, steps: 6), expected) { #expect(abs(factor - expected) < 1e-12) }
  }

  @Test func theRateRisesToItsPeakRightAfterTheWarmUp() {
    #expect(factors(0.43, .linear, steps: 7) == [0.25, 0.5, 0.75, 1, 0.75, 0.5, 0.25])
    #expect(factors(0.5, .none, steps: 6) == [0.25, 0.5, 0.75, 1, 1, 1])
  }

  /// Whatever the schedule and however short the training: no step without effect, none above the trial's rate.
  @Test(arguments: LearningRateSchedule.Decay.allCases, [0, 0.01, 0.1, 0.5, 0.99, 1])
  func everyFactorIsAboveZeroAndAtMostOne(decay: LearningRateSchedule.Decay, warmUp: Double) {
    for steps in [1, 2, 3, 7, 500] {
      #expect(factors(warmUp, decay, steps: steps).allSatisfy { $0 > 0 && $0 <= 1 }, "\(steps) steps")
    }
  }
}
