import Foundation
import Statistics
import Testing

/// Whatever the numbers, a statistic is either a value that JSON can hold or an error of one line.
@Suite struct RobustnessTests {
  static let samples: [[Double]] = [
    [], [0], [1], [.nan], [.infinity], [1, 2], [2, 2], [-0.0, 0], [1, .nan, 2], [.infinity, -.infinity],
    [.infinity, .infinity, 1], [1.7e308, -1.7e308, 1], [0x1p-1074, 0x1p-1073, 0], [1e308, 1.5e308, 1.7e308, 1.1e308],
    [0.1, 0.1, 0.1, 0.1], [1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 9], [-1, 1, -1, 1], [1e-200, 1e200, -1e200, 3, 4],
    Recipe(count: 30, seed: 1).values(), Recipe(count: 60, seed: 2, levels: 2).values(),
  ]

  func expectValueOrError(_ name: String, _ statistic: () throws -> some Encodable) {
    do {
      // The encoder refuses NaN and infinities.
      let data = try JSONEncoder().encode([statistic()])
      #expect(!data.isEmpty)
    } catch let error as StatisticsError {
      #expect(error.description.contains(": expected ") && !error.description.contains("\n"), "\(name)")
    } catch {
      Issue.record("\(name): \(error)")
    }
  }

  @Test(arguments: samples)
  func oneSample(_ sample: [Double]) {
    let few = Resampling(count: 50)
    expectValueOrError("signed rank") { try wilcoxonSignedRank(sample) }
    expectValueOrError("sign test") { try signTest(sample) }
    expectValueOrError("Hodges-Lehmann") { try hodgesLehmannPaired(sample) }
    expectValueOrError("bootstrap") { try bootstrapMedian(sample, few) }
    expectValueOrError("outliers") { try outliers(sample) }
    expectValueOrError("pairs needed") { try pairsNeeded(sample) }
    expectValueOrError("Holm") { try holm(sample) }
  }

  @Test(arguments: samples)
  func twoSamples(_ a: [Double]) {
    let few = Resampling(count: 50)
    for b in Self.samples {
      expectValueOrError("Brunner-Munzel") { try brunnerMunzel(a, b) }
      expectValueOrError("Hodges-Lehmann") { try hodgesLehmannShift(a, b) }
      expectValueOrError("Spearman") { try spearman(a, b) }
      expectValueOrError("median difference") { try bootstrapMedianDifference(a, b, few) }
      expectValueOrError("common language") { try bootstrapCommonLanguage(a, b, few) }
      expectValueOrError("Cohen's d") { try bootstrapCohenD(a, b, few) }
      expectValueOrError("paired median difference") { try bootstrapPairedMedianDifference(a, b, few) }
      expectValueOrError("sensitivity") { try outlierSensitivity(a, b) }
      expectValueOrError("trials needed") { try trialsNeeded(a, b) }
      expectValueOrError("trials needed by rank variance") { try trialsNeededByRankVariance(a, b) }
      for failure in [Double?.some(0), nil] {
        let (withA, withB) = (a + [failure, nil], b + [failure])
        expectValueOrError("failures last") { try compareWithFailuresLast(withA, withB) }
        expectValueOrError("pairs with failures last") { try comparePairsWithFailuresLast(a + [failure], withB) }
      }
    }
  }

  @Test func everyResultSurvivesJSON() throws {
    let (a, b) = (Recipe(count: 12, seed: 1).values(), Recipe(count: 12, seed: 2, shift: 0.2).values())
    try expectSurvival(wilcoxonSignedRank(a))
    try expectSurvival(signTest(a))
    try expectSurvival(brunnerMunzel(a, b))
    try expectSurvival(brunnerMunzel([1, 2], [3, 4]))
    try expectSurvival(hodgesLehmannShift(a, b))
    try expectSurvival(spearman(a, b))
    try expectSurvival(bootstrapMedian(a, Resampling(count: 50)))
    try expectSurvival(rateInterval(1, of: 3))
    try expectSurvival(rateDifference(rateInterval(1, of: 3), rateInterval(2, of: 3)))
    try expectSurvival(fisherExact((1, 2), (3, 4)))
    try expectSurvival(outlierSensitivity(a, b))
    try expectSurvival(trialsNeeded(a, b))
  }

  func expectSurvival<Value: Codable & Equatable>(_ value: Value) throws {
    #expect(try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value)) == value)
  }
}
