import Foundation
import Statistics
import Testing

@Suite struct PowerTests {
  struct GroupsCase: Decodable {
    var name: String
    var a: GoldenSample
    var b: GoldenSample
    var power: Double
    var alpha: Double
    var effect: Double
    var noether: Double?
    var rankVariance: Double?
  }

  struct PairsCase: Decodable {
    var name: String
    var differences: GoldenSample
    var effect: Double
    var total: Double?
  }

  @Test func groupsEqualTheFormulaAndStatsmodels() throws {
    for golden in try GoldenFile<GroupsCase>.load("trials_needed") {
      let (a, b) = (golden.a.values, golden.b.values)
      let noether = try trialsNeeded(a, b, power: golden.power, alpha: golden.alpha)
      #expect((noether == nil) == (golden.noether == nil), "\(golden.name)")
      if let noether, let expected = golden.noether {
        #expect(isClose(noether.effect, golden.effect) && isClose(noether.total, expected, relative: 1e-11))
        #expect(noether.perGroup == Int((expected / 2).rounded(.up)))
      }
      if let expected = golden.rankVariance {
        let total = try #require(try trialsNeededByRankVariance(a, b, power: golden.power, alpha: golden.alpha)).total
        #expect(isClose(total, expected, relative: 1e-10), "\(golden.name): \(total), statsmodels \(expected)")
      }
    }
  }

  @Test func pairsEqualTheFormula() throws {
    for golden in try GoldenFile<PairsCase>.load("pairs_needed") {
      let result = try pairsNeeded(golden.differences.values, power: 0.9)
      #expect((result == nil) == (golden.total == nil), "\(golden.name)")
      if let result, let total = golden.total {
        #expect(isClose(result.effect, golden.effect), "\(golden.name)")
        #expect(isClose(result.total, total, relative: 1e-11), "\(golden.name)")
        #expect(result.perGroup == Int(total.rounded(.up)))
      }
    }
  }

  @Test func moreSurenessNeedsMoreTrials() throws {
    let (a, b) = (Recipe(count: 12, seed: 1).values(), Recipe(count: 12, seed: 2, shift: 0.2).values())
    for needed in [trialsNeeded, trialsNeededByRankVariance] {
      let usual = try #require(try needed(a, b, 0.8, 0.05))
      #expect(try #require(try needed(a, b, 0.9, 0.05)).total > usual.total)
      #expect(try #require(try needed(a, b, 0.8, 0.01)).total > usual.total)
      #expect(isClose(try #require(try needed(b, a, 0.8, 0.05)).total, usual.total, relative: 1e-11))
    }
  }

  @Test func noEffectIsFoundByNoNumberOfTrials() throws {
    #expect(try trialsNeeded([1, 2], [1, 2]) == nil && trialsNeededByRankVariance([1, 2], [1, 2]) == nil)
    #expect(try pairsNeeded([1, -1]) == nil && pairsNeeded([0, 0, 0]) == nil)
    #expect(try trialsNeeded([1], [2]) != nil && trialsNeededByRankVariance([1], [2]) != nil)
  }

  @Test func survivesJSON() throws {
    let needed = try #require(try trialsNeeded([1, 2, 4], [3, 3, 5]))
    #expect(try JSONDecoder().decode(TrialsNeeded.self, from: JSONEncoder().encode(needed)) == needed)
  }

  @Test func saysWhatIsWrongWithOtherSamples() {
    #expect(throws: StatisticsError("first sample", .tooFew(needed: 1, found: 0))) { try trialsNeeded([], [1]) }
    #expect(throws: StatisticsError("second sample", .notANumber(position: 1))) {
      try trialsNeededByRankVariance([1], [.nan])
    }
    #expect(throws: StatisticsError("differences", .tooFew(needed: 2, found: 1))) { try pairsNeeded([1]) }
    for wrong in [0, 1, .nan] {
      let expected = "a number above 0 and below 1"
      #expect(throws: StatisticsError("power", .unexpected(expected: expected, found: "\(wrong)"))) {
        try trialsNeeded([1], [2], power: wrong)
      }
      #expect(throws: StatisticsError("alpha", .unexpected(expected: expected, found: "\(wrong)"))) {
        try pairsNeeded([1, 2], alpha: wrong)
      }
    }
  }
}
