import Studies
import Testing

@Suite struct TrialsTests {
  func study(replacing old: String = "seed: 7", by new: String = "seed: 7") throws -> Study {
    try StudyFile.parse(text: StudySamples.valid(replacing: old, by: new), name: "study.yaml")
  }

  @Test func trialsAreNumberedExperimentByExperimentAndArmByArm() throws {
    let trials = try study().trials()
    #expect(trials.map(\.number) == Array(0..<9))
    #expect(
      trials.map(\.key) == [
        "one-a-00", "one-a-01", "one-a-02", "one-b-00", "one-b-01", "one-b-02", "two-a-00", "two-a-01", "two-a-02",
      ])
    #expect(trials.map(\.index) == [0, 1, 2, 0, 1, 2, 0, 1, 2])
    for trial in trials { #expect(trial.experiment.arms == [trial.arm]) }
    #expect(trials[4].arm.name == "b")
    #expect(trials[6].experiment.name == "two")
  }

  @Test func armsAreMatched() throws {
    let trials = try study().trials()
    for (a, b) in zip(trials[0..<3], trials[3..<6]) {
      #expect(a.learningRate == b.learningRate)
      #expect(a.seed == b.seed)
      #expect(a.imageSeed == b.imageSeed)
    }
  }

  @Test func nothingElseIsShared() throws {
    let trials = try study().trials()
    let distinct = Array(trials[0..<3] + trials[6..<9])
    #expect(Set(distinct.map(\.seed)).count == 6)
    #expect(Set(distinct.map(\.learningRate)).count == 6)
    #expect(Set(trials.map(\.imageSeed)).count == 2)
    #expect(Set(trials.map(\.seed)).isDisjoint(with: trials.map(\.imageSeed)))
    let other = try study(by: "seed: 8").trials()
    #expect(Set(trials.map(\.seed)).isDisjoint(with: other.map(\.seed)))
    #expect(Set(trials.map(\.learningRate)).isDisjoint(with: other.map(\.learningRate)))
  }

  @Test func furtherTrialsAndExperimentsChangeNoneThatWereThere() throws {
    let few = try study()
    var more = try study(replacing: "trials: 3", by: "trials: 120")
    more.experiments.swapAt(0, 1)
    let trials = more.trials()
    for trial in few.trials() {
      let same = try #require(
        trials.first {
          $0.experiment.name == trial.experiment.name && $0.arm.name == trial.arm.name && $0.index == trial.index
        })
      #expect(same.seed == trial.seed)
      #expect(same.imageSeed == trial.imageSeed)
      #expect(same.learningRate == trial.learningRate)
    }
    #expect(trials.last?.key == "one-b-119")
    #expect(trials.first?.key == "two-a-000")
  }

  @Test func randomLearningRatesAreLogUniform() throws {
    var study = try study()
    study.experiments[0].trials = 4000
    let rates = study.trials().prefix(4000).map(\.learningRate)
    #expect(rates.allSatisfy { (1e-4...1e-2).contains($0) })
    // Thresholds at a tenth, half and nine tenths of the way from log 1e-4 to log 1e-2; 5 standard errors are below 0.04.
    for (threshold, share) in [(1.584893e-4, 0.1), (1e-3, 0.5), (6.309573e-3, 0.9)] {
      let below = Double(rates.count { $0 < threshold }) / 4000
      #expect(abs(below - share) < 0.04)
    }
  }

  /// Each arm may have a range of its own; a trial's place in it is the same in all.
  @Test func armsWithRangesOfTheirOwnStayMatched() throws {
    let trials = try study(
      replacing: "- name: b", by: "- name: b\n        learning_rate: {sampler: random, low: 1e-6, high: 1e-4}"
    ).trials()
    for (a, b) in zip(trials[0..<3], trials[3..<6]) {
      #expect((1e-4...1e-2).contains(a.learningRate))
      #expect(abs(b.learningRate / a.learningRate - 0.01) < 1e-6)
    }
    #expect(trials[6...].allSatisfy { (1e-4...1e-2).contains($0.learningRate) })
  }

  @Test func aRangeOfOneValueGivesThatValue() throws {
    let study = try study(replacing: "low: 1e-4, high: 1e-2", by: "low: 3e-4, high: 3e-4")
    #expect(study.trials().allSatisfy { $0.learningRate == 3e-4 })
  }

  @Test func aGridIsTakenInTurn() throws {
    let study = try study(
      replacing: "sampler: random, low: 1e-4, high: 1e-2", by: "sampler: grid, values: [0.1, 0.01]")
    #expect(study.trials().prefix(6).map(\.learningRate) == [0.1, 0.01, 0.1, 0.1, 0.01, 0.1])
  }
}
