import Coordination
import Foundation
import TestKit
import Testing

/// Whole sweeps under a virtual clock, and a checker that reads afterwards what happened.
///
/// `SIMULATION_SEED=N scripts/test --filter SimulationTests` runs only the small cluster of that seed and prints its history.
struct SimulationTests {
  private static let seeds: Range<UInt64> = 0..<10_000
  /// What the environment asks for alone, as it was written.
  private static let wanted = ProcessInfo.processInfo.environment["SIMULATION_SEED"]
  private static let isWhole = wanted == nil

  @Test(.enabled(if: isWhole)) func noSeedBreaksAPromise() async throws {
    let processors = ProcessInfo.processInfo.activeProcessorCount
    let total = try await withThrowingTaskGroup(of: Tally.self) { group in
      for first in 0..<processors {
        group.addTask {
          var tally = Tally()
          for seed in Self.seeds.dropFirst(first) where Int(seed) % processors == first {
            try tally.add(SimulatedScenario(seed: seed))
          }
          return tally
        }
      }
      return try await group.reduce(into: Tally()) { $0.add($1) }
    }
    // What could go wrong did go wrong.
    for (event, count) in total.counts { #expect(count > 1000, "\(event) happened only \(count) times") }
    #expect(total.contradictions > 50)
  }

  @Test(.enabled(if: !isWhole)) func oneSeed() throws {
    let seed = try #require(Self.wanted.flatMap { UInt64($0) }, "SIMULATION_SEED is a number, 0 or more")
    let scenario = SimulatedScenario(seed: seed)
    let history = try scenario.history()
    print(scenario.description)
    print(history.lines.joined(separator: "\n"))
    for violation in scenario.violations(in: history) { Issue.record("\(violation)") }
  }

  @Test(.enabled(if: isWhole), arguments: [1, 2]) func fiveThousandWorkers(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let trials = (0..<6000).map { _ in SimulatedTrial.drawn(using: &random) }
    var faults = SimulatedFaults()
    faults.loss = 0.02
    faults.duplication = 0.02
    faults.delay = 1
    faults.cut = 0.001
    faults.workerDeath = 0.0005
    faults.workerPause = 0.0005
    faults.workerDiskFull = 0.001
    // A message of its many costs as much luck as one of a few workers'.
    faults.coordinatorDeath = 0.000002
    faults.calm = 60
    let scenario = SimulatedScenario(seed: seed, trials: trials, workers: 5000, faults: faults)
    let history = try scenario.history()
    let violations = scenario.violations(in: history)
    #expect(violations.isEmpty, "\(violations.count), such as \(violations.first?.description ?? "")")
  }

  /// A small sweep in which the coordinator, or a worker, dies before its first action, before its second, and so on.
  @Test(.enabled(if: isWhole)) func deathBeforeAnyStepLosesNothing() throws {
    let trials = [
      SimulatedTrial(seconds: 3, behaviour: .succeeds), SimulatedTrial(seconds: 6, behaviour: .fails(times: 1)),
      SimulatedTrial(seconds: 2, behaviour: .crashes(times: 1)), SimulatedTrial(seconds: 4, behaviour: .diverges),
    ]
    let undisturbed = SimulatedScenario(seed: 1, trials: trials, workers: 2)
    var cluster = undisturbed.cluster
    try cluster.run()
    try #require(cluster.coordinatorActions > 100 && cluster.workerActions > 50)
    for step in 0..<max(cluster.coordinatorActions, cluster.workerActions) {
      for kills: WritableKeyPath<SimulatedFaults, Int?> in [\.coordinatorDiesBefore, \.workerDiesBefore] {
        var scenario = undisturbed
        scenario.faults[keyPath: kills] = step
        let violations = scenario.violations(in: try scenario.history())
        try #require(violations.isEmpty, "\(kills) step \(step): \(violations)")
      }
    }
  }

  @Test(.enabled(if: isWhole)) func messagesSurviveTheirBytes() throws {
    for seed in UInt64(0)..<40 {
      var cluster = SimulatedScenario(seed: seed).cluster
      cluster.usesCodec = true
      try cluster.run()
      #expect(cluster.history.lines == (try SimulatedScenario(seed: seed).history().lines))
    }
  }

  @Test(.enabled(if: isWhole)) func aSeedRepeatsItself() throws {
    for seed in UInt64(0)..<20 {
      let histories = try (0..<2).map { _ in try SimulatedScenario(seed: seed).history().lines }
      #expect(histories[0] == histories[1])
    }
  }
}

/// What many runs came to.
private struct Tally {
  var counts = [
    "coordinator's deaths": 0, "workers' deaths": 0, "pauses": 0, "lost leases": 0, "crashes": 0, "failures": 0,
  ]
  var contradictions = 0

  mutating func add(_ other: Tally) {
    counts.merge(other.counts, uniquingKeysWith: +)
    contradictions += other.contradictions
  }

  /// Runs a scenario and checks what happened.
  mutating func add(_ scenario: SimulatedScenario) throws {
    let history = try scenario.history()
    let violations = scenario.violations(in: history)
    try #require(
      violations.isEmpty,
      "seed \(scenario.seed): \(violations); SIMULATION_SEED=\(scenario.seed) scripts/test --filter SimulationTests")
    for entry in history.entries {
      switch entry.event {
      case .coordinatorDied: counts["coordinator's deaths", default: 0] += 1
      case .workerDied: counts["workers' deaths", default: 0] += 1
      case .coordinatorWoke, .workerWoke: counts["pauses", default: 0] += 1
      case .requeued: counts["lost leases", default: 0] += 1
      case .crashed: counts["crashes", default: 0] += 1
      case .failed: counts["failures", default: 0] += 1
      case .contradicted: contradictions += 1
      default: break
      }
    }
  }
}
