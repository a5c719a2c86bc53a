import Statistics
import Testing

@Suite struct HolmTests {
  struct Case: Decodable {
    var p: [Double]
    var adjusted: [Double]
  }

  @Test func equalsStatsmodels() throws {
    for golden in try GoldenFile<Case>.load("holm") {
      for (adjusted, expected) in zip(try holm(golden.p), golden.adjusted) {
        #expect(isClose(try #require(adjusted), expected), "\(golden.p)")
      }
    }
  }

  @Test func comparisonsWithoutPAreNotCounted() throws {
    #expect(try holm([nil, 0.01, nil, 0.03]) == [nil, 0.02, nil, 0.03])
    #expect(try holm([nil, nil]) == [nil, nil])
    #expect(try holm([]) == [])
  }

  @Test func neverLowersAndKeepsTheOrder() throws {
    let pValues = Recipe(count: 60, seed: 4, shift: 0.5, levels: 16).values()
    let adjusted = try holm(pValues).compactMap { $0 }
    #expect(zip(pValues, adjusted).allSatisfy { $0 <= $1 && $1 <= 1 })
    for (p, q) in zip(pValues, adjusted) {
      #expect(zip(pValues, adjusted).allSatisfy { $0 < p ? $1 <= q : $0 == p ? $1 == q : $1 >= q })
    }
  }

  @Test func saysWhatIsWrongWithOtherValues() {
    for wrong in [-0.1, 1.5, .nan, .infinity] {
      #expect(throws: StatisticsError("p-values", .unexpected(expected: "numbers from 0 to 1", found: "\(wrong)"))) {
        try holm([0.1, wrong])
      }
    }
  }
}
