import Cluster
import Coordination
import Foundation
import Testing

/// Coordinator and workers are killed again and again, one or all at once, at moments that a seed draws.
@Suite struct RandomKillTests {
  /// One is held until nothing is killed any more.
  private static let trials = ["diverges", "holds"] + Array(repeating: "slow", count: 30)
  private static let kills = 30

  /// The processes of a sweep, each of which is started again when it was killed.
  private struct Cluster {
    let sweep: FixtureSweep
    var coordinator: FixtureSweep.Run
    var workers: [FixtureSweep.Run] = []

    init(_ sweep: FixtureSweep, workers count: Int) throws {
      self.sweep = sweep
      coordinator = try Self.startCoordinator(sweep)
      workers = try (0..<count).map { try startWorker($0) }
    }

    private static func startCoordinator(_ sweep: FixtureSweep) throws -> FixtureSweep.Run {
      try sweep.start(workers: 1, endpoint: sweep.endpoint, environment: ["FIXTURE_LEASE": "1"])
    }

    private func startWorker(_ number: Int) throws -> FixtureSweep.Run {
      try sweep.startWorker(sweep.endpoint, name: "outside-\(number)", directory: "outside-\(number)")
    }

    /// Kills what is chosen and starts it again. All that is chosen dies before anything is started.
    mutating func kill(coordinator killsCoordinator: Bool, workers chosen: [Int]) async throws {
      let victims = chosen.map { workers[$0] } + (killsCoordinator ? [coordinator] : [])
      for victim in victims { victim.signal(SIGKILL) }
      for victim in victims { try await victim.ends() }
      if killsCoordinator { coordinator = try Self.startCoordinator(sweep) }
      for number in chosen { workers[number] = try startWorker(number) }
    }
  }

  @Test(arguments: [1, 2] as [UInt64]) func theSweepEndsAsIfNothingHadHappened(seed: UInt64) async throws {
    let sweep = try FixtureSweep(Self.trials)
    var random = SplitMix64(seed: seed)
    var cluster = try Cluster(sweep, workers: 2)
    for _ in 0..<Self.kills {
      try await Task.sleep(for: .milliseconds(Int.random(in: 20...400, using: &random)))
      let victims = [(true, []), (true, [0]), (true, [0, 1]), (false, [0]), (false, [1]), (false, [0, 1])]
      let (coordinatorToo, workers) = try #require(victims.randomElement(using: &random))
      #expect(cluster.coordinator.process.isRunning, "seed \(seed): \(cluster.coordinator.errors)")
      try await cluster.kill(coordinator: coordinatorToo, workers: workers)
    }
    try sweep.release()
    #expect(try await cluster.coordinator.ends() == 0, "seed \(seed): \(cluster.coordinator.errors)")
    #expect(cluster.coordinator.output == (try await FixtureSweep.undisturbed(Self.trials)), "seed \(seed)")
    #expect(try sweep.stored().contradictions == 0, "seed \(seed)")
    #expect(try sweep.stored().records.allSatisfy { $0.failure == nil }, "seed \(seed)")
  }
}
