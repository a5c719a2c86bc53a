import Statistics
import Testing

@Suite struct BrunnerMunzelTests {
  struct Case: Decodable {
    var name: String
    var a: GoldenSample
    var b: GoldenSample
    var statistic: Double
    var p: Double
    var probability: Double
  }

  @Test func equalsSciPy() throws {
    for golden in try GoldenFile<Case>.load("brunner_munzel") {
      let result = try brunnerMunzel(golden.a.values, golden.b.values)
      let statistic = try #require(result.statistic)
      let p = try #require(result.p)
      #expect(isClose(statistic, golden.statistic, relative: 1e-11, absolute: 1e-14), "\(golden.name): \(statistic)")
      #expect(isClose(p, golden.p, relative: 1e-10), "\(golden.name): p \(p), SciPy \(golden.p)")
      #expect(isClose(result.probability, golden.probability), "\(golden.name)")
      #expect(result.undefined == nil)
    }
  }

  @Test func probabilityIsTheCommonLanguageEffectOfTheOtherSample() throws {
    let a = Recipe(count: 30, seed: 1, levels: 8).values()
    let b = Recipe(count: 41, seed: 2, levels: 8).values()
    let (forward, backward) = (try brunnerMunzel(a, b), try brunnerMunzel(b, a))
    #expect(isClose(forward.probability, try commonLanguageEffectSize(b, a)))
    #expect(isClose(forward.probability + backward.probability, 1))
    #expect(isClose(try #require(forward.statistic), -(try #require(backward.statistic))))
  }

  @Test func separatedAndConstantSamplesHaveNoStatistic() throws {
    let apart = try brunnerMunzel([1, 2, 3], [4, 5])
    #expect(apart == BrunnerMunzel(probability: 1, undefined: .separated))
    let mirrored = try brunnerMunzel([4, .infinity], [1, -.infinity])
    #expect(mirrored == BrunnerMunzel(probability: 0, undefined: .separated))
    #expect(try brunnerMunzel([2, 2], [2, 2, 2]) == BrunnerMunzel(probability: 0.5, undefined: .constant))
  }

  @Test func saysWhatIsWrongWithOtherSamples() {
    #expect(throws: StatisticsError("first sample", .tooFew(needed: 2, found: 1))) { try brunnerMunzel([1], [1, 2]) }
    #expect(throws: StatisticsError("second sample", .tooFew(needed: 2, found: 0))) { try brunnerMunzel([1, 2], []) }
    #expect(throws: StatisticsError("second sample", .notANumber(position: 1))) {
      try brunnerMunzel([1, 2], [.nan, 2])
    }
  }
}
