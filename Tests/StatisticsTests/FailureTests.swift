import Foundation
import Statistics
import Testing

@Suite struct FailureTests {
  @Test func failuresRankBelowEveryValue() throws {
    let a: [Double?] = [nil, nil, nil, nil, nil, nil, 0.7, 0.8, 0.75, 0.9, 0.85, 0.82]
    let b: [Double?] = [0.3, 0.35, 0.4, 0.28, 0.45, 0.31, 0.5, 0.33, 0.29, 0.41, 0.38, 0.36]
    let result = try compareWithFailuresLast(a, b)
    let replaced = a.map { $0 ?? -1000 }
    let values = b.map { $0 ?? -1000 }
    #expect(try result.mannWhitney == mannWhitney(replaced, values))
    #expect(try result.brunnerMunzel == brunnerMunzel(replaced, values))
    // Half of the trials win and half fail: neither arm tends to be higher, though every value of one is higher.
    #expect(result.commonLanguage == 0.5 && result.rankBiserial == 0)
    #expect(try commonLanguageEffectSize(a.compactMap { $0 }, b.compactMap { $0 }) == 1)
    #expect(try result.failuresA == rateInterval(6, of: 12) && result.failuresB == rateInterval(0, of: 12))
    #expect(try result.failureDifference == rateDifference(rateInterval(6, of: 12), rateInterval(0, of: 12)))
    #expect(try result.failureTest == fisherExact((6, 6), (0, 12)))
  }

  @Test func failuresAreTheWorstWhereLowIsGood() throws {
    let a: [Double?] = [nil, 1, 2]
    let b: [Double?] = [5, 6, nil, 7]
    let high = try compareWithFailuresLast(a, b, higherIsBetter: false)
    #expect(try high.mannWhitney == mannWhitney([1000, 1, 2], [5, 6, 1000, 7]))
    let mirrored = try compareWithFailuresLast(a.map { $0.map { -$0 } }, b.map { $0.map { -$0 } })
    #expect(isClose(high.commonLanguage, 1 - mirrored.commonLanguage))
    #expect(high.mannWhitney.p == mirrored.mannWhitney.p)
  }

  @Test func failuresAreBeyondInfinities() throws {
    let worst = try compareWithFailuresLast([nil], [-.infinity])
    #expect(worst.commonLanguage == 0 && worst.brunnerMunzel == nil)
    #expect(try compareWithFailuresLast([nil], [.infinity], higherIsBetter: false).commonLanguage == 1)
    #expect(try compareWithFailuresLast([0.0], [-0.0]).commonLanguage == 0.5)
  }

  @Test func groupsOfFailuresAreTied() throws {
    let result = try compareWithFailuresLast([nil, nil, nil], [nil, nil])
    #expect(result.mannWhitney.p == 1 && result.commonLanguage == 0.5 && result.failureTest.p == 1)
    #expect(result.brunnerMunzel?.undefined == .constant)
    let pairs = try comparePairsWithFailuresLast([nil, nil], [nil, nil])
    #expect(pairs.signTest.p == 1 && pairs.signedRank.p == 1 && pairs.bothFailed == 2)
  }

  @Test func withoutFailuresNothingChanges() throws {
    let a = Recipe(count: 12, seed: 1, levels: 8).values()
    let b = Recipe(count: 12, seed: 2, shift: 0.1, levels: 8).values()
    #expect(try compareWithFailuresLast(a, b).mannWhitney == mannWhitney(a, b))
    let pairs = try comparePairsWithFailuresLast(a, b)
    #expect(try pairs.signedRank == wilcoxonSignedRank(zip(a, b).map { $0 - $1 }))
    #expect(try pairs.signTest == signTest(zip(a, b).map { $0 - $1 }))
  }

  @Test func aFailureDecidesItsPair() throws {
    let a: [Double?] = [nil, 0.9, 0.8, nil, 0.5, 0.4]
    let b: [Double?] = [0.1, nil, nil, nil, 0.5, 0.1]
    let result = try comparePairsWithFailuresLast(a, b)
    #expect(result.pairs == 6 && result.bothFailed == 1 && result.onlyFirstFailed == 1 && result.onlySecondFailed == 2)
    #expect(result.signTest.positive == 3 && result.signTest.negative == 1 && result.signTest.ties == 2)
    #expect(try result.signedRank == wilcoxonSignedRank([-100, 100, 100, 0, 0, 1]))
    let lower = try comparePairsWithFailuresLast(a, b, higherIsBetter: false)
    #expect(lower.signTest.positive == 2 && lower.signTest.negative == 2)
  }

  @Test func survivesJSON() throws {
    let groups = try compareWithFailuresLast([nil, 1, 2], [3, 4, nil])
    #expect(try JSONDecoder().decode(FailureComparison.self, from: JSONEncoder().encode(groups)) == groups)
    let pairs = try comparePairsWithFailuresLast([nil, 1, 2], [3, 4, nil])
    #expect(try JSONDecoder().decode(PairedFailureComparison.self, from: JSONEncoder().encode(pairs)) == pairs)
  }

  @Test func saysWhatIsWrongWithOtherSamples() {
    let empty = StatisticsError("first sample", .tooFew(needed: 1, found: 0))
    #expect(throws: empty) { try compareWithFailuresLast([], [1]) }
    #expect(throws: StatisticsError("second sample", .notANumber(position: 2))) {
      try compareWithFailuresLast([nil], [nil, .nan])
    }
    #expect(throws: StatisticsError.self) { try compareWithFailuresLast([1], [2], confidence: 0) }
    #expect(throws: StatisticsError.self) { try comparePairsWithFailuresLast([1, nil], [2]) }
    #expect(throws: StatisticsError("second sample", .infinite(position: 2))) {
      try comparePairsWithFailuresLast([1, nil], [2, .infinity])
    }
    #expect(throws: empty) { try comparePairsWithFailuresLast([], []) }
  }
}
