import Search
import Testing

@Suite struct ExpectedImprovementTests {
  struct Case: Decodable {
    var mean: Double
    var variance: Double
    var best: Double
    var value: Double
  }

  @Test func equalsTheClosedFormInSciPy() throws {
    for golden in try GoldenFile<Case>.load("expected_improvement") {
      let value = expectedImprovement(mean: golden.mean, variance: golden.variance, best: golden.best)
      #expect(isClose(value, golden.value), "\(golden)")
    }
  }

  @Test func equalsTheAverageOfImprovements() throws {
    let noise = try NormalNoise(seed: 3)
    let average = (0..<20_000).reduce(0.0) { $0 + max(0.4 + 0.5 * noise.value($1) - 0.6, 0) } / 20_000
    #expect(abs(average - expectedImprovement(mean: 0.4, variance: 0.25, best: 0.6)) < 0.01)
  }

  @Test func withoutVarianceItIsTheDifference() {
    #expect(expectedImprovement(mean: 3, variance: 0, best: 1) == 2)
    #expect(expectedImprovement(mean: 1, variance: 0, best: 3) == 0)
    #expect(expectedImprovement(mean: -50, variance: 1, best: 0) == 0)
  }
}
