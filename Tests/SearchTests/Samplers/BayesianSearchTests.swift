import Search
import Testing

/// Bayesian against random search: the median over 20 seeds of how far the best of 30 evaluations stays below the maximum.
@Suite struct BayesianSearchTests {
  private func medianRegret(
    _ function: TestFunction, workers: Int, sampler: (UInt64) throws -> any Sampler
  ) throws -> Double {
    try median(
      (0..<20).map { seed in
        try SimulatedSearch(function: function, sampler: sampler(seed), workers: workers, seed: seed).regret(after: 30)
      })
  }

  @Test func theFunctionsHaveTheirKnownMaxima() throws {
    let (branin, hartmann) = (try TestFunction.branin(), try TestFunction.hartmann())
    for point in [[-Double.pi, 12.275], [Double.pi, 2.275], [9.42478, 2.475]] {
      #expect(isClose(try #require(branin.value(point)), branin.maximum, within: 1e-5))
    }
    #expect(isClose(try #require(hartmann.value([0.114614, 0.555649, 0.852547])), hartmann.maximum, within: 1e-5))
  }

  @Test(arguments: [1, 4]) func beatsRandomSearchOnBranin(workers: Int) throws {
    try compare(.branin(), workers: workers, regretAtMost: 0.1)
  }

  @Test(arguments: [1, 4]) func beatsRandomSearchOnHartmann(workers: Int) throws {
    try compare(.hartmann(), workers: workers, regretAtMost: 0.1)
  }

  @Test(arguments: [1, 4]) func beatsRandomSearchOnANoisyLearningRate(workers: Int) throws {
    try compare(.learningRate(), workers: workers, regretAtMost: 0.01)
  }

  private func compare(_ function: TestFunction, workers: Int, regretAtMost limit: Double) throws {
    let dimensions = function.space.dimensions.count
    let random = try medianRegret(function, workers: workers) { try RandomSampler(dimensions: dimensions, seed: $0) }
    let bayesian = try medianRegret(function, workers: workers) { try BayesianSampler(space: function.space, seed: $0) }
    #expect(bayesian < random, "\(function.name), \(workers) workers")
    #expect(bayesian <= limit, "\(function.name), \(workers) workers: \(bayesian), random search \(random)")
  }
}
