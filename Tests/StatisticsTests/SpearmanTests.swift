import Statistics
import Testing

@Suite struct SpearmanTests {
  struct Case: Decodable {
    var name: String
    var x: GoldenSample
    var y: GoldenSample
    var rho: Double
    var p: Double
  }

  @Test func equalsSciPy() throws {
    for golden in try GoldenFile<Case>.load("spearman") {
      let result = try spearman(golden.x.values, golden.y.values)
      #expect(isClose(result.rho, golden.rho, relative: 1e-11), "\(golden.name): rho \(result.rho)")
      #expect(isClose(result.p, golden.p, relative: 1e-10), "\(golden.name): p \(result.p), SciPy \(golden.p)")
    }
  }

  @Test func dependsOnTheOrderOnly() throws {
    let x = Recipe(count: 40, seed: 1).values()
    let y = Recipe(count: 40, seed: 2).values()
    let expected = try spearman(x, y)
    #expect(try spearman(x.map { $0 * $0 * $0 * 1e90 }, y) == expected)
    #expect(isClose(try spearman(x, y.map { -$0 }).rho, -expected.rho))
    #expect(try spearman(x, x.map { 2 * $0 + 1 }) == Spearman(rho: 1, p: 0, count: 40))
    #expect(try spearman(x, x.map { -$0 }) == Spearman(rho: -1, p: 0, count: 40))
  }

  @Test func saysWhatIsWrongWithOtherSamples() {
    let uneven = StatisticsError(
      "samples", .unexpected(expected: "pairs, as many values in both", found: "3 and 2"))
    #expect(throws: uneven) { try spearman([1, 2, 3], [1, 2]) }
    #expect(throws: StatisticsError("first sample", .tooFew(needed: 3, found: 2))) { try spearman([1, 2], [1, 2]) }
    #expect(throws: StatisticsError("second sample", .constant)) { try spearman([1, 2, 3], [4, 4, 4]) }
    #expect(throws: StatisticsError("first sample", .notANumber(position: 3))) {
      try spearman([1, 2, .nan], [1, 2, 3])
    }
  }
}
