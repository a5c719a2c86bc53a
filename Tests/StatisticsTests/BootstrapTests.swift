import Statistics
import Testing

@Suite struct BootstrapTests {
  struct Case: Decodable {
    var name: String
    var statistic: String
    var samples: [GoldenSample]
    var count: Int
    var confidence: Double
    var seed: UInt64
    var estimate: Double
    var standardError: Double?
    var lower: Double?
    var upper: Double?
  }

  func result(_ golden: Case) throws -> BootstrapInterval {
    let samples = golden.samples.map(\.values)
    let a = samples[0]
    let b = samples.count > 1 ? samples[1] : []
    let resampling = Resampling(count: golden.count, confidence: golden.confidence, seed: golden.seed)
    switch golden.statistic {
    case "median": return try bootstrapMedian(a, resampling)
    case "mean": return try bootstrap(a, resampling) { try mean($0) }
    case "median difference": return try bootstrapMedianDifference(a, b, resampling)
    case "common language": return try bootstrapCommonLanguage(a, b, resampling)
    case "cohen d": return try bootstrapCohenD(a, b, resampling)
    case "paired median difference": return try bootstrapPairedMedianDifference(a, b, resampling)
    default:
      return try bootstrap(Array(zip(a, b)), resampling) { try spearman($0.map(\.0), $0.map(\.1)).rho }
    }
  }

  @Test func equalsSciPyOnTheSameResamples() throws {
    for golden in try GoldenFile<Case>.load("bootstrap_intervals") {
      let result = try result(golden)
      let name = "\(golden.name), \(golden.statistic)"
      #expect(isClose(result.estimate, golden.estimate, relative: 1e-12), "\(name)")
      #expect((result.interval == nil) == (golden.lower == nil), "\(name)")
      #expect((result.interval == nil) == (result.undefined != nil), "\(name)")
      if let standardError = golden.standardError {
        #expect(isClose(try #require(result.standardError), standardError, relative: 1e-11), "\(name)")
      }
      if let lower = golden.lower, let upper = golden.upper {
        let interval = try #require(result.interval)
        #expect(isClose(interval.lower, lower, relative: 1e-9), "\(name): \(interval.lower), SciPy \(lower)")
        #expect(isClose(interval.upper, upper, relative: 1e-9), "\(name): \(interval.upper), SciPy \(upper)")
      }
    }
  }

  @Test func theSeedDecides() throws {
    let sample = Recipe(count: 20, seed: 1).values()
    let first = try bootstrapMedian(sample, Resampling(count: 500, seed: 7))
    #expect(try bootstrapMedian(sample, Resampling(count: 500, seed: 7)) == first)
    #expect(try bootstrapMedian(sample, Resampling(count: 500, seed: 8)).bias != first.bias)
  }

  @Test func doesNotDependOnTheScale() throws {
    let (a, b) = (Recipe(count: 12, seed: 1).values(), Recipe(count: 9, seed: 2, shift: 0.2).values())
    let resampling = Resampling(count: 300)
    let expected = try #require(try bootstrapMedianDifference(a, b, resampling).interval)
    for scale in [0x1p900, 0x1p-900] {
      let scaled = try bootstrapMedianDifference(a.map { $0 * scale }, b.map { $0 * scale }, resampling)
      #expect(try #require(scaled.interval).lower == expected.lower * scale)
      #expect(try #require(scaled.interval).upper == expected.upper * scale)
    }
  }

  /// Of 400 studies of 30 values whose distribution is known, about 95 % have an interval around the true mean.
  @Test func coversTheTruthAsOftenAsItSays() throws {
    let covering = try (1...400).count { study in
      let sample = Recipe(count: 30, seed: study * 7919, terms: 4).values()
      let resampling = Resampling(count: 600, seed: UInt64(study))
      let interval = try #require(try bootstrap(sample, resampling) { try mean($0) }.interval)
      return interval.lower <= 0 && 0 <= interval.upper
    }
    #expect((360...396).contains(covering), "\(covering) of 400")
  }

  @Test func saysWhyThereIsNoInterval() throws {
    let few = Resampling(count: 200)
    #expect(try bootstrapMedian([2, 2, 2], few).undefined == .jackknifeWithoutSpread)
    #expect(try bootstrapCommonLanguage([4, 5, 6], [1, 2, 3], few).undefined == .jackknifeWithoutSpread)
    #expect(try bootstrapCohenD([1, 2], [3, 4.5], few).undefined == .resampleWithoutValue)
    let outside = BootstrapInterval(estimate: -5, distribution: [1, 2], jackknife: [[1, 2]], resampling: few)
    #expect(outside.undefined == .estimateOutsideDistribution && outside.interval == nil && outside.bias == nil)
    let steep = BootstrapInterval(
      estimate: 0.5, distribution: [0, 1], jackknife: [[0, 0, 0, 0, 0, 0, 0, 0, 0, -1]],
      resampling: Resampling(count: 2, confidence: 1 - 1e-15))
    #expect(steep.undefined == .accelerationTooLarge && steep.interval == nil && steep.acceleration != nil)
    #expect(try bootstrapMedian([1, 2, 3], Resampling(count: 1)).standardError == nil)
  }

  @Test func otherErrorsOfTheStatisticAreNotHidden() {
    struct Unrelated: Error {}
    #expect(throws: Unrelated.self) { try bootstrap([1, 2]) { _ in throw Unrelated() } }
  }

  @Test func saysWhatIsWrongWithOtherSamples() {
    #expect(throws: StatisticsError("sample", .tooFew(needed: 2, found: 1))) { try bootstrapMedian([1]) }
    #expect(throws: StatisticsError("sample", .infinite(position: 1))) { try bootstrapMedian([.infinity, 1]) }
    #expect(throws: StatisticsError("second sample", .notANumber(position: 2))) {
      try bootstrapMedianDifference([1, 2], [1, .nan])
    }
    #expect(throws: StatisticsError("second sample", .tooFew(needed: 2, found: 0))) {
      try bootstrapCommonLanguage([1, 2], [])
    }
    #expect(throws: StatisticsError("samples", .constant)) { try bootstrapCohenD([1, 1], [2, 2]) }
    #expect(throws: StatisticsError("differences", .notANumber(position: 1))) {
      try bootstrapPairedMedianDifference([.infinity, 1], [.infinity, 2])
    }
    #expect(throws: StatisticsError.self) { try bootstrapPairedMedianDifference([1, 2], [1]) }
    let undefined = StatisticsError(
      "statistic", .unexpected(expected: "a finite value for the sample", found: "nan"))
    #expect(throws: undefined) { try bootstrap([1, 2]) { _ in .nan } }
    #expect(throws: StatisticsError("resamples", .unexpected(expected: "a count above 0", found: "0"))) {
      try bootstrapMedian([1, 2], Resampling(count: 0))
    }
    #expect(throws: StatisticsError.self) { try bootstrapMedian([1, 2], Resampling(confidence: 95)) }
  }
}
