import Statistics
import Testing

@Suite struct FisherExactTests {
  struct Case: Decodable {
    var table: [Int]
    var p: Double
    var oddsRatio: Double?
  }

  @Test func equalsSciPy() throws {
    for golden in try GoldenFile<Case>.load("fisher_exact") {
      let table = golden.table
      let result = try fisherExact((table[0], table[1]), (table[2], table[3]))
      #expect(isClose(result.p, golden.p, relative: 1e-10), "\(table): p \(result.p), SciPy \(golden.p)")
      #expect(result.oddsRatio == golden.oddsRatio, "\(table)")
    }
  }

  @Test func rowsAndColumnsAreAlike() throws {
    for (a, b, c, d) in [(3, 9, 7, 2), (0, 12, 6, 6), (40, 2, 31, 9)] {
      let p = try fisherExact((a, b), (c, d)).p
      #expect(isClose(try fisherExact((c, d), (a, b)).p, p))
      #expect(isClose(try fisherExact((b, a), (d, c)).p, p))
      #expect(isClose(try fisherExact((a, c), (b, d)).p, p))
    }
  }

  @Test func staysWithinItsBoundsAtTheExtremes() throws {
    #expect(try fisherExact((0, 0), (0, 0)) == FisherExact(oddsRatio: nil, p: 1))
    #expect(try fisherExact((1, 0), (0, 0)) == FisherExact(oddsRatio: nil, p: 1))
    let half = (250_000, 250_000)
    for (first, second) in [((500_000, 0), (0, 500_000)), ((0, 1), (999_999, 0)), (half, half)] {
      let p = try fisherExact(first, second).p
      #expect(0 <= p && p <= 1)
    }
  }

  @Test func saysWhatIsWrongWithOtherTables() {
    #expect(throws: StatisticsError("table", .unexpected(expected: "counts of 0 or more", found: "-1"))) {
      try fisherExact((1, 2), (3, -1))
    }
    #expect(throws: StatisticsError("table", .tooMany(limit: 1_000_000, found: Int.max))) {
      try fisherExact((1, Int.max), (Int.max, 1))
    }
    #expect(throws: StatisticsError("table", .tooMany(limit: 1_000_000, found: 1_200_000))) {
      try fisherExact((600_000, 0), (600_000, 0))
    }
  }
}
