import Coordination
import TestKit
import Testing

/// Whole sweeps under a virtual clock. A failing seed is printed; run it alone to follow it.
struct SimulationTests {
  @Test func everyTrialIsAcceptedExactlyOnceWhateverGoesWrong() throws {
    var crashes = (coordinator: 0, worker: 0)
    for seed in UInt64(0)..<3000 {
      var random = SplitMix64(seed: seed)
      let trials = (0..<Int.random(in: 1...8, using: &random)).map { _ in SimulatedTrial.drawn(using: &random) }
      let workers = Int.random(in: 1...4, using: &random)
      let faults = SimulatedFaults.drawn(using: &random)
      var cluster = SimulatedCluster(seed: seed, trials: trials, workers: workers, faults: faults)
      let violations = try cluster.run()
      try #require(violations.isEmpty, "seed \(seed): \(violations)")
      try #require(cluster.store.contradictions.isEmpty, "seed \(seed)")
      crashes.coordinator += cluster.coordinatorCrashes
      crashes.worker += cluster.workerCrashes
    }
    // The faults really happened.
    #expect(crashes.coordinator > 1000 && crashes.worker > 1000)
  }

  @Test func messagesSurviveTheirBytes() throws {
    for seed in UInt64(0)..<40 {
      var random = SplitMix64(seed: seed)
      let trials = (0..<4).map { _ in SimulatedTrial.drawn(using: &random) }
      let faults = SimulatedFaults.drawn(using: &random)
      var cluster = SimulatedCluster(seed: seed, trials: trials, workers: 2, faults: faults, checksCodec: true)
      let violations = try cluster.run()
      try #require(violations.isEmpty, "seed \(seed): \(violations)")
    }
  }

  @Test func resultsThatDifferAreKeptBesideTheFirst() throws {
    var faults = SimulatedFaults()
    faults.cut = 0.05
    var contradictions = 0
    for seed in UInt64(0)..<100 {
      let trials = Array(repeating: SimulatedTrial(seconds: 15, behaviour: .isNotReproducible), count: 4)
      var cluster = SimulatedCluster(seed: seed, trials: trials, workers: 2, faults: faults)
      let violations = try cluster.run()
      try #require(violations.isEmpty, "seed \(seed): \(violations)")
      contradictions += cluster.store.contradictions.count
    }
    #expect(contradictions > 0)
  }

  @Test func theSameSeedRunsTheSame() throws {
    var random = SplitMix64(seed: 7)
    let trials = (0..<6).map { _ in SimulatedTrial.drawn(using: &random) }
    var faults = SimulatedFaults.drawn(using: &random)
    faults.workerCrash = 0.02
    let runs = try (0..<2).map { _ in
      var cluster = SimulatedCluster(seed: 7, trials: trials, workers: 3, faults: faults)
      _ = try cluster.run()
      return (cluster.workerCrashes, cluster.store.rows.map(\.attempt))
    }
    #expect(runs[0].0 == runs[1].0 && runs[0].1 == runs[1].1)
  }
}
