import Cluster
import Foundation
import TestKit
import Testing

/// Real disks that are full, on either side. With more room the same command goes on, and nothing is trained twice that was finished.
@Suite(.enabled(if: SmallDisk.isPossible, "mounting a small disk needs the rights of root")) struct FullDiskTests {
  @Test func theCoordinators() async throws {
    let trials = Array(repeating: "large", count: 12)
    let sweep = try FixtureSweep(trials)
    let disk = try SmallDisk(at: sweep.directory, kilobytes: 600)
    defer { withExtendedLifetime(sweep) { disk.unmount() } }
    let first = try sweep.start(workers: 0, endpoint: sweep.endpoint)
    let worker = try sweep.startWorker(sweep.endpoint, directory: "worker")
    #expect(try await first.ends() == 1)
    let line = try #require(first.errors.split(separator: "\n").last)
    #expect(line.hasPrefix("sweep-fixture: ") && line.contains("no space left on the disk"), "\(first.errors)")
    #expect(line.contains(sweep.directory.path), "\(first.errors)")
    // Not the worker's fault: it keeps what it has and waits.
    #expect(worker.process.isRunning)
    let again = try sweep.start(workers: 0, endpoint: sweep.endpoint)
    #expect(try await again.ends() == 1)
    #expect(again.errors.split(separator: "\n").last?.contains("no space left on the disk") == true, "\(again.errors)")
    try disk.resize(kilobytes: 100_000)
    let second = try sweep.start(workers: 0, endpoint: sweep.endpoint)
    #expect(try await second.ends() == 0, "\(second.errors)")
    #expect(try await worker.ends() == 0)
    #expect(second.output == (try await FixtureSweep.undisturbed(trials)))
    for number in 0..<trials.count { #expect(try sweep.trainings("t\(number)", in: "worker").count == 1) }
  }

  @Test func aWorkers() async throws {
    let trials = ["plain", "large", "plain"]
    let sweep = try FixtureSweep(trials)
    let directory = sweep.root.appending(path: "worker")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
    // Room for checkpoints, not for the large result.
    let disk = try SmallDisk(at: directory, kilobytes: 96)
    defer { withExtendedLifetime(sweep) { disk.unmount() } }
    let coordinator = try sweep.start(workers: 0, endpoint: sweep.endpoint)
    let first = try sweep.startWorker(sweep.endpoint, directory: "worker")
    #expect(try await first.ends() == 1)
    let line = try #require(first.errors.split(separator: "\n").last)
    #expect(line.contains("no space left on the disk") && line.contains(directory.path), "\(first.errors)")
    try await eventually("the coordinator says so: \(coordinator.errors)") {
      coordinator.errors.contains("outside cannot go on: ")
    }
    try disk.resize(kilobytes: 10_000)
    let second = try sweep.startWorker(sweep.endpoint, directory: "worker")
    #expect(try await coordinator.ends() == 0, "\(coordinator.errors)")
    #expect(try await second.ends() == 0)
    #expect(coordinator.output == (try await FixtureSweep.undisturbed(trials)))
    let records = try sweep.stored().records
    #expect(records.map(\.attempts) == [1, 2, 1])
    #expect(records.allSatisfy { $0.failure == nil })
    // From its checkpoint, which was durable before the disk was full.
    #expect(try sweep.trainings("t1", in: "worker") == ["attempt 1 from step 0", "attempt 2 from step 10"])
  }
}
