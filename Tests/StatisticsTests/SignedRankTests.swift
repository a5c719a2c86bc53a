import Statistics
import Testing

@Suite struct SignedRankTests {
  struct Case: Decodable {
    var name: String
    var differences: GoldenSample
    var statistic: Double
    var p: Double
    var method: WilcoxonSignedRank.Method
    var rankBiserial: Double?
    var signP: Double
  }

  @Test func equalsSciPyAndPingouin() throws {
    for golden in try GoldenFile<Case>.load("signed_rank") {
      let result = try wilcoxonSignedRank(golden.differences.values)
      #expect(result.statistic == golden.statistic && result.method == golden.method, "\(golden.name)")
      #expect(isClose(result.p, golden.p, relative: 1e-11), "\(golden.name): p \(result.p), SciPy \(golden.p)")
      if let expected = golden.rankBiserial {
        #expect(isClose(try #require(result.rankBiserial), expected, absolute: 1e-14), "\(golden.name)")
      }
    }
  }

  @Test func signTestEqualsSciPy() throws {
    for golden in try GoldenFile<Case>.load("signed_rank") {
      let p = try signTest(golden.differences.values).p
      #expect(isClose(p, golden.signP, relative: 1e-11), "\(golden.name): p \(p), SciPy \(golden.signP)")
    }
  }

  /// Every way in which the signs can fall, counted.
  @Test(arguments: [[1.0, 2, 3, 4, 5], [1, 1, 2, 3, 3, 3, 4], [0, 0, 1, 1, 2], [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]])
  func exactEqualsEnumeration(magnitudes: [Double]) throws {
    let signs = 0..<(1 << magnitudes.count)
    let samples = signs.map { sign in
      magnitudes.enumerated().map { sign & (1 << $0) == 0 ? $1 : -$1 }
    }
    let statistics = try samples.map { try wilcoxonSignedRank($0).statistic }
    for (sample, statistic) in zip(samples, statistics) {
      let expected = Double(statistics.count { $0 <= statistic }) / Double(signs.count)
      #expect(isClose(try wilcoxonSignedRank(sample).p, expected))
    }
  }

  @Test func turningTheDifferencesRoundMirrorsTheEffect() throws {
    let differences = Recipe(count: 41, seed: 3, shift: 0.1, levels: 8).values()
    let (forward, backward) = (try wilcoxonSignedRank(differences), try wilcoxonSignedRank(differences.map { -$0 }))
    #expect(forward.p == backward.p && forward.statistic == backward.statistic)
    #expect(try #require(forward.rankBiserial) == -(try #require(backward.rankBiserial)))
  }

  @Test func zeroDifferencesSayNothing() throws {
    for count in [1, 13, 14, 80] {
      let zeros = [Double](repeating: 0, count: count)
      let result = try wilcoxonSignedRank(zeros)
      #expect(result.p == 1 && result.statistic == 0 && result.count == 0 && result.rankBiserial == nil)
      #expect(try signTest(zeros) == SignTest(positive: 0, negative: 0, ties: count, p: 1))
    }
    let signs = try signTest([0, 1, 2, -0.0, 3, .infinity, -.infinity])
    #expect(signs.positive == 4 && signs.negative == 1 && signs.ties == 2 && isClose(signs.p, 0.375))
  }

  @Test func saysWhatIsWrongWithOtherSamples() {
    let empty = StatisticsError("differences", .tooFew(needed: 1, found: 0))
    let notANumber = StatisticsError("differences", .notANumber(position: 2))
    #expect(throws: empty) { try wilcoxonSignedRank([]) }
    #expect(throws: empty) { try signTest([]) }
    #expect(throws: notANumber) { try wilcoxonSignedRank([1, .nan]) }
    #expect(throws: notANumber) { try signTest([1, .nan]) }
  }
}
