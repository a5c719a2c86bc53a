import Cluster
import Foundation
import Testing
import ZeroMQ

/// Coordinators that listen where they are told, and workers that were not started by them.
@Suite(.serialized) struct EndpointProcessTests {
  @Test func aPortInUseIsOneLine() throws {
    let taken = try Socket(.router, in: Context())
    try taken.bind("tcp://127.0.0.1:*")
    let sweep = try FixtureSweep(["plain"])
    let keys = ["FIXTURE_KEYS": sweep.root.appending(path: "keys").path]
    let run = try sweep.start(workers: 1, endpoint: taken.lastEndpoint, environment: keys)
    #expect(try run.end() == 1)
    #expect(
      run.errors == "sweep-fixture: \(taken.lastEndpoint): in use already; another coordinator may be running there\n")
  }

  @Test func aWorkerSurvivesItsCoordinatorsRestartAndKeepsItsTrial() throws {
    let sweep = try FixtureSweep(["holds", "plain"])
    let endpoint = sweep.endpoint
    let first = try sweep.start(workers: 0, endpoint: endpoint)
    let worker = try sweep.startWorker(endpoint)
    _ = try sweep.processHolding("t0")
    first.signal(SIGKILL)
    #expect(try first.end() == -SIGKILL)
    let second = try sweep.start(workers: 0, endpoint: endpoint)
    try eventually("the worker is back") { second.errors.contains("goes on with the worker it had") }
    try sweep.release()
    #expect(try second.end() == 0)
    #expect(try worker.end() == 0)
    #expect(try sweep.trainings("t0") == ["attempt 1 from step 0"])
    #expect(try sweep.stored().records.map(\.attempts) == [1, 1])
  }

  @Test func aResultFinishedWhileTheCoordinatorWasDownIsDelivered() throws {
    let sweep = try FixtureSweep(["holds"])
    let endpoint = sweep.endpoint
    let first = try sweep.start(workers: 0, endpoint: endpoint)
    let worker = try sweep.startWorker(endpoint)
    _ = try sweep.processHolding("t0")
    first.signal(SIGKILL)
    _ = try first.end()
    try sweep.release()
    let kept = sweep.directory.appending(path: "models/t0/outcome.pending").path
    try eventually("the result is kept") { FileManager.default.fileExists(atPath: kept) }
    let second = try sweep.start(workers: 0, endpoint: endpoint)
    #expect(try second.end() == 0)
    #expect(try worker.end() == 0)
    #expect(try sweep.trainings("t0").count == 1)
    #expect(!FileManager.default.fileExists(atPath: kept))
  }

  @Test func aWorkerAskedToStopGivesItsTrialBack() throws {
    let sweep = try FixtureSweep(["holds"])
    let endpoint = sweep.endpoint
    let coordinator = try sweep.start(workers: 0, endpoint: endpoint)
    let first = try sweep.startWorker(endpoint)
    kill(try sweep.processHolding("t0"), SIGTERM)
    #expect(try first.end() == 0)
    try sweep.release()
    _ = try sweep.startWorker(endpoint)
    #expect(try coordinator.end() == 0)
    #expect(try sweep.trainings("t0") == ["attempt 1 from step 0", "attempt 2 from step 5"])
  }

  @Test func aStoppedProcessPastItsLeaseComesBackAndIsFenced() throws {
    let sweep = try FixtureSweep(["holds"])
    let endpoint = sweep.endpoint
    let coordinator = try sweep.start(workers: 0, endpoint: endpoint, environment: ["FIXTURE_LEASE": "2"])
    let zombie = try sweep.startWorker(endpoint)
    let process = try sweep.processHolding("t0")
    kill(process, SIGSTOP)
    try eventually("the lease ends") { coordinator.errors.contains("was lost") }
    _ = try sweep.startWorker(endpoint)
    _ = try sweep.processHolding("t0")
    kill(process, SIGCONT)
    // Told that the trial has another owner, it waits for other work; it leaves when there is none.
    try eventually("it stops the trial") { zombie.errors.contains("stopped trial 0") }
    try sweep.release()
    #expect(try coordinator.end() == 0)
    #expect(try zombie.end() == 0)
    #expect(try sweep.stored().records.map(\.attempts) == [2])
    #expect(try sweep.stored().contradictions == 0)
  }

  @Test func garbageIsDroppedAndTheSweepGoesOn() throws {
    let sweep = try FixtureSweep(["holds"])
    let endpoint = sweep.endpoint
    let coordinator = try sweep.start(workers: 0, endpoint: endpoint)
    _ = try sweep.startWorker(endpoint)
    _ = try sweep.processHolding("t0")
    let stranger = try Socket(.dealer, in: Context())
    try stranger.connect(endpoint)
    for frames in [
      ["x"], ["", "", ""], ["heatsweep 2 result", "{}"], ["heatsweep 1 hello", "[1]"], ["a", "b", "c", "d", "e"],
    ] {
      #expect(try stranger.send(frames.map { Data($0.utf8) }) == .sent)
    }
    try eventually("all are seen") {
      coordinator.errors.components(separatedBy: "dropped").count >= 6
    }
    try sweep.release()
    #expect(try coordinator.end() == 0)
  }
}
