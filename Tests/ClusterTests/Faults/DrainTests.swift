import Cluster
import Foundation
import Testing

/// SIGTERM asks for an orderly end: checkpoints are kept, trials given back, and exit codes say that nothing went wrong.
@Suite struct DrainTests {
  /// Ctrl-C is for all of them; SIGTERM, as of a batch system, for the coordinator and what it started, and others wait for the next.
  @Test(arguments: [SIGINT, SIGTERM]) func ofACoordinator(signal: Int32) async throws {
    let trials = ["plain", "holds", "holds"]
    let sweep = try FixtureSweep(trials)
    let first = try sweep.start(workers: 1, endpoint: sweep.endpoint)
    let outside = try sweep.startWorker(sweep.endpoint)
    try await eventually("both workers are at work") {
      ["t1", "t2"].allSatisfy { sweep.exists("output/reached-\($0)") }
    }
    first.signal(signal)
    #expect(try await first.ends() == 130)
    if signal == SIGINT {
      #expect(try await outside.ends() == 0)
      #expect(try sweep.stored().records.map(\.state) == [.done, .pending, .pending])
    }
    try sweep.release()
    let second = try sweep.start(workers: 1, endpoint: sweep.endpoint)
    #expect(try await second.ends() == 0, "\(second.errors)")
    #expect(try await outside.ends() == 0)
    #expect(second.output == (try await FixtureSweep.undisturbed(trials)))
    let trainings = try ["t1", "t2"].map { try sweep.trainings($0) }
    let wentOn = ["attempt 1 from step 0", "attempt 2 from step 5"]
    if signal == SIGINT {
      #expect(trainings == [wentOn, wentOn])
    } else {
      #expect(trainings.contains(wentOn) && trainings.contains(["attempt 1 from step 0"]))
    }
  }

  @Test func ofAWorkerOneByOne() async throws {
    let trials = ["holds", "plain"]
    let sweep = try FixtureSweep(trials)
    let coordinator = try sweep.start(workers: 0, endpoint: sweep.endpoint)
    for attempt in 1...3 {
      let worker = try sweep.startWorker(sweep.endpoint)
      try await eventually("the trial is held") { sweep.exists("output/reached-t0") }
      try FileManager.default.removeItem(at: sweep.directory.appending(path: "reached-t0"))
      worker.signal(SIGTERM)
      #expect(try await worker.ends() == 0)
      #expect(try sweep.trainings("t0").count == attempt)
    }
    try sweep.release()
    let last = try sweep.startWorker(sweep.endpoint)
    #expect(try await coordinator.ends() == 0)
    #expect(try await last.ends() == 0)
    #expect(coordinator.output == (try await FixtureSweep.undisturbed(trials)))
    let records = try sweep.stored().records
    #expect(records.map(\.attempts) == [4, 1])
    #expect(records.allSatisfy { $0.failure == nil })
  }
}
