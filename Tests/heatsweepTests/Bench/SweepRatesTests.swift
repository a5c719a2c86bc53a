import Foundation
import Studies
import Testing
import heatsweep

@Suite struct SweepRatesTests {
  private static func study(trials: Int, images: String) throws -> Study {
    try StudyFile.parse(
      text: """
        name: timed
        seed: 1
        images: {\(images)}
        epochs: 2
        batch: 4
        learning_rate: {sampler: grid, values: [1e-3]}
        experiments:
          - name: size
            setting: size
            trials: \(trials)
            arms:
              - {name: cce, classification: cross_entropy}
              - {name: mse, classification: mse}
        """, name: "timed.yaml")
  }

  /// Every trial of the arm `cce` trained for 2 seconds, of `mse` for 4; evaluation took one.
  private static func records(of study: Study) -> [TrialRecord] {
    study.trials().map { trial in
      TrialRecord(
        trial: trial, state: .done,
        result: TrialResult(
          divergence: nil, epochs: [], test: nil, testByClass: [:], imageDigest: "",
          trainingSeconds: trial.arm.name == "cce" ? 2 : 4, evaluationSeconds: 1),
        failure: nil, worker: "a", attempts: 1)
    }
  }

  private let whole: Study
  private let part: [TrialRecord]

  init() throws {
    // 2 x 40 passes to train, 2 x 20 + 20 to validate and test.
    whole = try Self.study(trials: 10, images: "training: 40, validation: 20, test: 20")
    part = Self.records(of: try Self.study(trials: 2, images: "training: 20, validation: 12, test: 4"))
  }

  @Test func theWholeStudyIsAsLongAsItsTrials() throws {
    let run = SweepRun(workers: 2, seconds: 9, records: part)
    // Training twice as long for twice the images, evaluation 60/28; 16 seconds of work in 9 with two workers leave one.
    let (training, evaluation): (Double, Double) = (10 * (2 + 4) * 2, 20 * 60 / 28)
    let expected: Double = (training + evaluation) / 2 + 1
    let seconds = try #require(run.seconds(ofWhole: whole))
    #expect(abs(seconds - expected) < 1e-9)
    let oneArm = part.filter { $0.trial.arm.name == "mse" }
    #expect(SweepRun(workers: 2, seconds: 9, records: oneArm).seconds(ofWhole: whole) == nil)
  }

  @Test func twoWorkersAreComparedWithOneWhileTheyWork() throws {
    var slower = part
    for index in slower.indices { slower[index].result?.evaluationSeconds = 2 }
    let rates = try SweepRates(
      study: whole,
      runs: [
        SweepRun(workers: 1, seconds: 17, records: part), SweepRun(workers: 2, seconds: 11, records: slower),
      ])
    // 4 trials of 40 + 24 + 4 passes; 16 seconds of work alone, 20 where two share the machine.
    #expect(rates.images == 4 * 68)
    #expect(abs(rates.twoWorkersToOne - 2 * 16 / 20) < 1e-9)
  }

  /// 16 seconds of training and evaluation, 2 of images and features, in 20 seconds of work, of which 19 with a trial in hand.
  @Test func imagesAndFeaturesAreComputedToo() throws {
    var noted = part
    noted[0].result?.imageSeconds = 1.5
    noted[1].result?.featureSeconds = 0.5
    let run = SweepRun(workers: 2, seconds: 12, records: noted, shiftSeconds: 20, heldSeconds: 19)
    #expect(abs(try #require(run.computeShare) - 0.9) < 1e-9)
    #expect(abs(try #require(run.idleShare) - 0.05) < 1e-9)
    // Alone, a worker computed for 18 of 18.75 seconds: 36 of 38.75 in both runs.
    let alone = SweepRun(workers: 1, seconds: 20, records: noted, shiftSeconds: 18.75, heldSeconds: 18.5)
    #expect(try SweepRates(study: whole, runs: [alone, run]).computeShare == 0.929)
    #expect(SweepRun(workers: 2, seconds: 12, records: noted).computeShare == nil)
  }

  @Test func anArmWithoutResultsIsAnError() throws {
    let run = SweepRun(workers: 1, seconds: 1, records: [])
    let error = #expect(throws: (any Error).self) { try SweepRates(study: whole, runs: [run, run]) }
    #expect(error.map { "\($0)" } == "timed: an arm gave no result, so that its time is not known")
  }
}
