import Foundation
import Studies
import Testing

@Suite struct TrialCountsTests {
  let records = [
    RecordSamples.done(number: 4), RecordSamples.done(number: 0),
    RecordSamples.done(number: 1, validationAccuracy: 0.9),
    RecordSamples.diverged(number: 3), RecordSamples.quarantined(number: 2, failure: "disk full"),
    RecordSamples.pending(number: 5),
  ]

  @Test func everyTrialIsCountedOnceByItsState() throws {
    let counts = TrialCounts(records)
    let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(counts)) as? [String: Int]
    #expect(json == ["planned": 6, "done": 3, "diverged": 1, "stopped": 0, "quarantined": 1, "pending": 1, "kept": 2])
  }

  @Test func nothingCountsAsNothing() {
    #expect(TrialCounts([TrialRecord]()).planned == 0)
  }

  @Test func keptAndDiscardedComeInTheOrderOfTheTrials() {
    #expect(records.kept(experiment: "size", arm: "heatmap").map(\.trial.number) == [0, 4])
    #expect(records.kept(experiment: "size", arm: "cce").isEmpty)
    #expect(records.kept(experiment: "marker", arm: "heatmap").isEmpty)
    #expect(records.discarded().map(\.trial.number) == [1, 2, 3])
  }

  @Test func theLimitItselfIsAccurateEnough() {
    #expect(RecordSamples.done(number: 0, validationAccuracy: 0.95).isKept)
    #expect(!RecordSamples.done(number: 0, validationAccuracy: 0.95.nextDown).isKept)
    #expect(!RecordSamples.done(number: 0, validationAccuracy: .nan).isKept)
  }
}
