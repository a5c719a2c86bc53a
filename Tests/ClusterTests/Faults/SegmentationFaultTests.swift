import Cluster
import Foundation
import Testing

/// A trial that ends its worker's process by an invalid access to memory is tried elsewhere, then given up; the rest goes on.
@Suite struct SegmentationFaultTests {
  @Test func theTrialIsGivenUpAndTheRestGoesOn() async throws {
    let sweep = try FixtureSweep(["plain", "segfaults", "plain", "plain"])
    let run = try sweep.start(workers: 2)
    #expect(try await run.ends() == 0, "\(run.errors)")
    let records = try sweep.stored().records
    #expect(records.map(\.state) == [.done, .quarantined, .done, .done])
    // Two workers, or the same one three times.
    #expect((2...3).contains(records[1].attempts))
    #expect(records[1].failure?.contains("signal 11") == true, "\(records[1].failure ?? "")")
    #expect(run.errors.contains("t1 failed on worker-"))
    #expect(run.errors.contains("; given up ("))
    var expected = try await FixtureSweep.undisturbed(["plain", "plain", "plain", "plain"]).split(separator: "\n")
    expected[1] = "t1 quarantined false -"
    #expect(run.output.split(separator: "\n") == expected)
  }

  /// Nobody watches standing workers: the next process on the machine tells how the one before it ended.
  @Test func aStandingWorkersCrashIsToldByTheNext() async throws {
    let sweep = try FixtureSweep(["segfaults", "plain"])
    let run = try sweep.start(workers: 0, endpoint: sweep.endpoint)
    var names = ["first", "second", "third", "fourth"]
    while run.process.isRunning, !names.isEmpty {
      let worker = try sweep.startWorker(sweep.endpoint, name: names.removeFirst(), directory: "machine")
      try await worker.ends()
    }
    #expect(try await run.ends() == 0, "\(run.errors)")
    let records = try sweep.stored().records
    #expect(records.map(\.state) == [.quarantined, .done])
    #expect(records[0].attempts == 2)
    #expect(records[0].failure?.contains("signal 11") == true, "\(records[0].failure ?? "")")
  }

  /// Who was killed from outside has not crashed.
  @Test func aKilledStandingWorkerIsNotTheTrialsFault() async throws {
    let sweep = try FixtureSweep(["holds"])
    let run = try sweep.start(workers: 0, endpoint: sweep.endpoint, environment: ["FIXTURE_LEASE": "1"])
    for number in 1...3 {
      let worker = try sweep.startWorker(sweep.endpoint, name: "standing", directory: "machine")
      try await eventually("it is held") { sweep.isHeld("t0", in: "machine") }
      if number == 3 {
        try sweep.release()
        #expect(try await worker.ends() == 0)
      } else {
        worker.signal(SIGKILL)
        try await worker.ends()
        try FileManager.default.removeItem(at: sweep.root.appending(path: "machine/reached-t0"))
      }
    }
    #expect(try await run.ends() == 0, "\(run.errors)")
    #expect(try sweep.stored().records[0].failure == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: sweep.root.path + "/machine/notes").isEmpty)
  }
}
