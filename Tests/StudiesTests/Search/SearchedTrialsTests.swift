import Studies
import Testing

/// Which learning rates and weights the trials of a searching study get.
@Suite struct SearchedTrialsTests {
  private func trials(_ rate: String, weight: String = "1", count: Int = 16) throws -> [Trial] {
    try StudyFile.parse(
      text: """
        name: sample
        seed: 7
        images: {training: 16, validation: 8, test: 4}
        epochs: 2
        batch: 8
        trials: \(count)
        learning_rate: \(rate)
        arms: [{name: a, heatmap: {loss: paper, weight: \(weight)}}, {name: b, heatmap: {loss: dice, weight: \(weight)}}]
        experiments: [{name: one, setting: size}]
        """, name: "study.yaml"
    ).trials()
  }

  @Test(arguments: ["sobol", "halton", "random"])
  func bothAreSpreadOverTheirBounds(sampler: String) throws {
    let trials = try trials("{sampler: \(sampler), low: 1e-4, high: 1e-2}", weight: "{low: 0.1, high: 10}")
    let own = trials.prefix(16)
    #expect(own.allSatisfy { (1e-4...1e-2).contains($0.learningRate) })
    let weights = try own.map { try #require($0.arm.heatmap?.weight) }
    #expect(weights.allSatisfy { (0.1...10).contains($0) })
    #expect(Set(own.map(\.learningRate)).count == 16 && Set(weights).count == 16)
    // The halves of each interval in turn, but by chance.
    if sampler != "random" {
      #expect((6...10).contains(own.count { $0.learningRate < 1e-3 }))
      #expect((6...10).contains(weights.count { $0 < 1 }))
    }
    // Matched arms search the same points.
    #expect(trials.prefix(16).map(\.learningRate) == trials.suffix(16).map(\.learningRate))
    #expect(own.map(\.arm.heatmap?.weight) == trials.suffix(16).map(\.arm.heatmap?.weight))
    #expect(trials.allSatisfy { $0.objection == nil && $0.experiment.arms == [$0.arm] })
  }

  @Test func aGridHasEveryPair() throws {
    let trials = try trials("{sampler: grid, values: [1e-3, 1e-2]}", weight: "{values: [0, 1, 2]}", count: 6)
    let pairs = trials.prefix(6).map { "\($0.learningRate) \($0.arm.heatmap?.weight ?? -1)" }
    #expect(Set(pairs).count == 6)
  }

  @Test func sobolsSequenceAloneServesAsWell() throws {
    let rates = try trials("{sampler: sobol, low: 1e-4, high: 1e-2}").prefix(16).map(\.learningRate)
    #expect(Set(rates).count == 16)
    #expect(rates.count { $0 < 1e-3 } == 8)
  }

  /// A single value is no interval.
  @Test func boundsMayBeOne() throws {
    let trials = try trials("{sampler: halton, low: 1e-3, high: 1e-3}", weight: "{low: 2, high: 2}", count: 2)
    #expect(trials.allSatisfy { $0.learningRate == 1e-3 && $0.arm.heatmap?.weight == 2 })
  }

  @Test(arguments: [
    ("{low: 0, high: 1}", "heatmap.weight.low: expected a number from 1e-09 to 1000000.0, found `0`"),
    ("{low: 2, high: 1}", "heatmap.weight.high: expected a number of at least low, 2.0, found `1`"),
    ("{low: 1, values: [1]}", "heatmap.weight.low: expected either low and high or values, found both"),
    ("{values: [1, 1]}", "heatmap.weight.values[1]: expected each value once, found `1`"),
  ])
  func impossibleWeights(weight: String, line: String) {
    #expect { try trials("{sampler: sobol, low: 1e-4, high: 1e-2}", weight: weight) } throws: {
      "\($0)".hasSuffix("arms[0].\(line)")
    }
  }
}
