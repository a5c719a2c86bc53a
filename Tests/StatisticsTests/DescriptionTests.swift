import Statistics
import Testing

@Suite struct DescriptionTests {
  struct Case: Decodable {
    var name: String
    var sample: GoldenSample
    var mean: Double
    var median: Double
    var q1: Double
    var q3: Double
  }

  @Test func equalsNumPyAndExactMeans() throws {
    for golden in try GoldenFile<Case>.load("descriptions") {
      let sample = golden.sample.values
      #expect(isClose(try mean(sample), golden.mean, relative: 1e-15), "\(golden.name)")
      #expect(isClose(try median(sample), golden.median, relative: 1e-15), "\(golden.name)")
      #expect(isClose(try quantile(sample, 0.25), golden.q1, relative: 1e-15), "\(golden.name)")
      #expect(isClose(try quantile(sample, 0.75), golden.q3, relative: 1e-15), "\(golden.name)")
    }
  }

  @Test func quantilesEndAtMinimumAndMaximum() throws {
    let sample = Recipe(count: 37, seed: 5).values()
    #expect(try quantile(sample, 0) == sample.min())
    #expect(try quantile(sample, 1) == sample.max())
  }

  @Test func saysWhatIsWrongWithOtherSamples() {
    let empty = StatisticsError("sample", .tooFew(needed: 1, found: 0))
    let notANumber = StatisticsError("sample", .notANumber(position: 2))
    #expect(throws: empty) { try mean([]) }
    #expect(throws: empty) { try median([]) }
    #expect(throws: notANumber) { try mean([1, .nan]) }
    #expect(throws: notANumber) { try quantile([1, .nan], 0.25) }
  }
}
