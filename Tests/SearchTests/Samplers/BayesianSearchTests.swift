import Search
import Testing

/// Bayesian against random search: the median over seeds of how far the best of 30 evaluations stays below the maximum.
@Suite struct BayesianSearchTests {
  private func medianRegret(
    _ function: TestFunction, workers: Int, seeds: UInt64, sampler: (UInt64) throws -> any Sampler
  ) throws -> Double {
    try median(
      (0..<seeds).map { seed in
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
    try compare(.branin(), workers: workers, regretAtMost: 0.05)
  }

  @Test(arguments: [1, 4]) func beatsRandomSearchOnHartmann(workers: Int) throws {
    try compare(.hartmann(), workers: workers, regretAtMost: 0.02)
  }

  @Test(arguments: [1, 4]) func beatsRandomSearchOnANoisyLearningRate(workers: Int) throws {
    // Which of many good rates looks best is partly luck: medians of 20 seeds scatter by as much as the searches differ.
    try compare(.learningRate(), workers: workers, seeds: 60, regretAtMost: 0.0025)
  }

  private func compare(
    _ function: TestFunction, workers: Int, seeds: UInt64 = 20, regretAtMost limit: Double
  ) throws {
    let dimensions = function.space.dimensions.count
    let random = try medianRegret(function, workers: workers, seeds: seeds) {
      try RandomSampler(dimensions: dimensions, seed: $0)
    }
    let bayesian = try medianRegret(function, workers: workers, seeds: seeds) {
      try BayesianSampler(space: function.space, seed: $0)
    }
    #expect(bayesian < random, "\(function.name), \(workers) workers")
    #expect(bayesian <= limit, "\(function.name), \(workers) workers: \(bayesian), random search \(random)")
  }
}
