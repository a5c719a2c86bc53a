import Statistics
import Testing

@Suite struct HodgesLehmannTests {
  struct ShiftCase: Decodable {
    var name: String
    var a: GoldenSample
    var b: GoldenSample
    var confidence: Double
    var shift: Double
    var method: HodgesLehmann.Method
    var lower: Double?
    var upper: Double?
  }

  struct PairedCase: Decodable {
    var name: String
    var differences: GoldenSample
    var confidence: Double
    var shift: Double
    var method: HodgesLehmann.Method
    var lower: Double?
    var upper: Double?
  }

  /// The median and the ends are computed numbers themselves, so that they are equal to the last digit or two.
  func expectEqual(
    _ result: HodgesLehmann, shift: Double, lower: Double?, upper: Double?, method: HodgesLehmann.Method, _ name: String
  ) {
    #expect(isClose(result.shift, shift, relative: 1e-14, absolute: 1e-16), "\(name): \(result.shift), golden \(shift)")
    #expect(result.interval?.lower == lower && result.interval?.upper == upper, "\(name)")
    #expect(result.method == method, "\(name)")
  }

  @Test func shiftEqualsWrittenOutDifferences() throws {
    for golden in try GoldenFile<ShiftCase>.load("hodges_lehmann_shift") {
      let result = try hodgesLehmannShift(golden.a.values, golden.b.values, confidence: golden.confidence)
      expectEqual(
        result, shift: golden.shift, lower: golden.lower, upper: golden.upper, method: golden.method, golden.name)
    }
  }

  @Test func pairedEqualsWrittenOutAverages() throws {
    for golden in try GoldenFile<PairedCase>.load("hodges_lehmann_paired") {
      let result = try hodgesLehmannPaired(golden.differences.values, confidence: golden.confidence)
      expectEqual(
        result, shift: golden.shift, lower: golden.lower, upper: golden.upper, method: golden.method, golden.name)
    }
  }

  /// The interval holds exactly those shifts that the test does not reject.
  @Test func intervalInvertsTheExactTest() throws {
    let a = Recipe(count: 9, seed: 5).values()
    let b = Recipe(count: 8, seed: 6, shift: 0.2).values()
    let interval = try #require(try hodgesLehmannShift(a, b).interval)
    for (shift, isWithin) in [
      (interval.lower - 1e-9, false), (interval.lower + 1e-9, true), (interval.upper - 1e-9, true),
      (interval.upper + 1e-9, false),
    ] {
      #expect((try mannWhitney(a, b.map { $0 + shift }).p > 0.05) == isWithin)
    }
    let differences = Recipe(count: 15, seed: 7).values()
    let paired = try #require(try hodgesLehmannPaired(differences).interval)
    for (shift, isWithin) in [
      (paired.lower - 1e-9, false), (paired.lower + 1e-9, true), (paired.upper - 1e-9, true),
      (paired.upper + 1e-9, false),
    ] {
      #expect((try wilcoxonSignedRank(differences.map { $0 - shift }).p > 0.05) == isWithin)
    }
  }

  @Test func manyValuesAreNotWrittenOut() throws {
    let a = Recipe(count: 20_000, seed: 8).values()
    let result = try hodgesLehmannShift(a.map { $0 + 0.25 }, a)
    #expect(isClose(result.shift, 0.25, absolute: 1e-12))
    let interval = try #require(result.interval)
    #expect(interval.lower < 0.25 && 0.25 < interval.upper && interval.upper - interval.lower < 0.03)
    #expect(isClose(try hodgesLehmannPaired(a.map { $0 + 5 }).shift, 5, absolute: 0.01))
  }

  @Test func constantSamplesHaveAPoint() throws {
    let point = ConfidenceInterval(lower: -2, upper: -2, confidence: 0.95)
    let shift = try hodgesLehmannShift([Double](repeating: 1, count: 12), [Double](repeating: 3, count: 12))
    #expect(shift == HodgesLehmann(shift: -2, interval: point, method: .asymptotic))
    let paired = try hodgesLehmannPaired([Double](repeating: -2, count: 12))
    #expect(paired == HodgesLehmann(shift: -2, interval: point, method: .asymptotic))
  }

  @Test func saysWhatIsWrongWithOtherSamples() {
    #expect(throws: StatisticsError("first sample", .tooFew(needed: 1, found: 0))) { try hodgesLehmannShift([], [1]) }
    #expect(throws: StatisticsError("second sample", .infinite(position: 2))) {
      try hodgesLehmannShift([1], [1, .infinity])
    }
    #expect(throws: StatisticsError("samples", .unexpected(expected: "finite differences", found: "an infinite one"))) {
      try hodgesLehmannShift([1.7e308], [-1.7e308])
    }
    #expect(throws: StatisticsError("differences", .notANumber(position: 1))) { try hodgesLehmannPaired([.nan]) }
    for wrong in [0, 1, -1, 2, .nan] {
      let error = StatisticsError(
        "confidence", .unexpected(expected: "a number above 0 and below 1", found: "\(wrong)"))
      #expect(throws: error) { try hodgesLehmannShift([1], [2], confidence: wrong) }
      #expect(throws: error) { try hodgesLehmannPaired([1], confidence: wrong) }
    }
  }
}
