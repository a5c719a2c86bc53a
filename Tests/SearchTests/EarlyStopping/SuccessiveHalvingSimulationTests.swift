import Search
import Testing

/// 64 trials of up to 27 epochs on 4 workers. A trial's value after t epochs is final - gap/t + noise, where the gap has nothing to
/// do with the final value, so that slow starters may end well.
private struct SimulatedStudy {
  static let trials = 64
  static let epochs = 27
  var finals: [Double] = []
  var gaps: [Double] = []
  var noise: NormalNoise

  init(seed: UInt64) throws {
    let draws = try RandomSampler(dimensions: 2, seed: seed)
    for trial in 0..<Self.trials {
      let draw = draws.point(trial)
      finals.append(0.5 + 0.5 * draw[0])
      gaps.append(0.1 + 0.2 * draw[1])
    }
    noise = try NormalNoise(seed: seed)
  }

  /// The epochs trained of each trial.
  func epochsTrained() throws -> [Int] {
    var halving = try SuccessiveHalving(minimumResource: 1, reductionFactor: 3, maximumResource: Self.epochs)
    var trained = Array(repeating: 0, count: Self.trials)
    var running: [Int] = []
    var next = 0
    while true {
      while running.count < 4, next < Self.trials {
        running.append(next)
        next += 1
      }
      guard !running.isEmpty else { return trained }
      running.removeAll { trial in
        trained[trial] += 1
        let epoch = trained[trial]
        let value = finals[trial] - gaps[trial] / Double(epoch) + 0.01 * noise.value(trial * Self.epochs + epoch)
        return halving.report(trial: trial, resource: epoch, value: value) == .stop || epoch == Self.epochs
      }
    }
  }
}

@Suite struct SuccessiveHalvingSimulationTests {
  @Test func savesMostOfTheBudgetAndMostlyKeepsTheBest() throws {
    let studies = try (0..<100).map { try SimulatedStudy(seed: $0) }
    var (spent, bestKept, nearBestKept) = (0, 0, 0)
    for study in studies {
      let trained = try study.epochsTrained()
      spent += trained.reduce(0, +)
      let ranked = study.finals.indices.sorted { study.finals[$0] > study.finals[$1] }
      if trained[ranked[0]] == SimulatedStudy.epochs { bestKept += 1 }
      if ranked.prefix(3).contains(where: { trained[$0] == SimulatedStudy.epochs }) { nearBestKept += 1 }
    }
    let share = Double(spent) / Double(studies.count * SimulatedStudy.trials * SimulatedStudy.epochs)
    #expect(share < 0.25, "\(share) of the budget spent")
    #expect(bestKept >= 85, "the best of 64 survived in \(bestKept) of 100 studies")
    #expect(nearBestKept >= 95, "one of the best three survived in \(nearBestKept) of 100 studies")
  }
}
