import Cluster
import Foundation
import Testing

/// What a killed worker's machine had reached is at the coordinator: a worker elsewhere goes on from there.
@Suite struct OtherMachineTests {
  @Test func aKilledWorkersTrialGoesOnFromTheCoordinatorsCheckpoint() async throws {
    let sweep = try FixtureSweep(["holds", "plain"])
    let lease = ["FIXTURE_LEASE": "2"]
    let coordinator = try sweep.start(workers: 0, endpoint: sweep.endpoint, environment: lease)
    let first = try sweep.startWorker(sweep.endpoint, name: "first", directory: "first")
    try await eventually("the last checkpoint arrives") { sweep.exists("output/models/t0/checkpoint-5") }
    first.signal(SIGKILL)
    try await first.ends()
    try await eventually("it is missed: \(coordinator.errors)") { coordinator.errors.contains("first was lost") }
    let second = try sweep.startWorker(sweep.endpoint, name: "second", directory: "second")
    try await eventually("it is there") { sweep.isHeld("t0", in: "second") }
    #expect(try sweep.trainings("t0", in: "second") == ["attempt 2 from step 5"])
    try sweep.release()
    #expect(try await coordinator.ends() == 0)
    #expect(try await second.ends() == 0)
    #expect(coordinator.output == (try await FixtureSweep.undisturbed(["holds", "plain"])))
  }

  @Test func aDamagedCheckpointOfTheCoordinatorLeadsToTheOlderOne() async throws {
    let sweep = try FixtureSweep(["holds", "plain"])
    let first = try sweep.start(workers: 1)
    let process = try await held(sweep)
    first.signal(SIGKILL)
    try await first.ends()
    try await eventually("its worker ends") { hasEnded(process) }
    let file = sweep.directory.appending(path: "models/t0/checkpoint-5")
    var bytes = try Data(contentsOf: file)
    bytes[3] ^= 1
    try bytes.write(to: file)
    // Another machine: it fetches the damaged one, does not believe it, and fetches the one before.
    let other = sweep.root.appending(path: "other")
    try FileManager.default.createDirectory(at: other, withIntermediateDirectories: false)
    try Data().write(to: other.appending(path: "release"))
    let second = try sweep.start(workers: 1, environment: ["FIXTURE_WORKER_DIRECTORY": other.path])
    #expect(try await second.ends() == 0)
    // Of quick checkpoints not every one is recorded.
    #expect(try sweep.trainings("t0", in: "other").first?.contains(/^attempt 2 from step [0-4]$/) == true)
    #expect(second.output == (try await FixtureSweep.undisturbed(["holds", "plain"])))
  }

  private func held(_ sweep: FixtureSweep) async throws -> pid_t {
    try await eventually("it is held") { sweep.exists("output/reached-t0") }
    return try #require(
      pid_t(try String(contentsOf: sweep.directory.appending(path: "reached-t0"), encoding: .utf8)))
  }
}
