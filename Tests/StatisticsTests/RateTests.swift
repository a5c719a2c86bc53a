import Statistics
import Testing

@Suite struct RateTests {
  struct Case: Decodable {
    var a: [Int]
    var b: [Int]
    var confidence: Double
    var lower: Double
    var upper: Double
    var differenceLower: Double
    var differenceUpper: Double
  }

  @Test func equalsStatsmodels() throws {
    for golden in try GoldenFile<Case>.load("rates") {
      let a = try rateInterval(golden.a[0], of: golden.a[1], confidence: golden.confidence)
      let b = try rateInterval(golden.b[0], of: golden.b[1], confidence: golden.confidence)
      let difference = try rateDifference(a, b)
      for (value, expected) in [
        (a.interval.lower, golden.lower), (a.interval.upper, golden.upper),
        (difference.interval.lower, golden.differenceLower), (difference.interval.upper, golden.differenceUpper),
      ] {
        #expect(isClose(value, expected, absolute: 1e-15), "\(golden.a), \(golden.b): \(value), golden \(expected)")
      }
      #expect(difference.difference == a.rate - b.rate)
    }
  }

  @Test func intervalsStayWithinTheirBounds() throws {
    for total in [1, 2, 12, 1_000_000] {
      let (none, all) = (try rateInterval(0, of: total).interval, try rateInterval(total, of: total).interval)
      #expect(none.lower == 0 && 0 < none.upper && none.upper < 1)
      #expect(all.upper == 1 && 0 < all.lower && all.lower < 1)
      #expect(isClose(none.upper, 1 - all.lower, absolute: 1e-15))
      let difference = try rateDifference(rateInterval(total, of: total), rateInterval(0, of: total)).interval
      #expect(-1 <= difference.lower && difference.upper <= 1)
    }
  }

  @Test func saysWhatIsWrongWithOtherCounts() {
    #expect(throws: StatisticsError("trials", .tooFew(needed: 1, found: 0))) { try rateInterval(0, of: 0) }
    for wrong in [-1, 4] {
      #expect(throws: StatisticsError("events", .unexpected(expected: "a count from 0 to 3", found: "\(wrong)"))) {
        try rateInterval(wrong, of: 3)
      }
    }
    #expect(throws: StatisticsError.self) { try rateInterval(1, of: 3, confidence: 1) }
    #expect(throws: StatisticsError.self) {
      try rateDifference(rateInterval(1, of: 3), rateInterval(1, of: 3, confidence: 0.9))
    }
  }
}
