import Cluster
import Coordination
import Foundation
import Testing
import ZeroMQ

/// How far a study is, told by real coordinators with real workers.
@Suite(.serialized) struct StatusProcessTests {
  private func directoryStatus(_ sweep: FixtureSweep) throws -> StudyStatus {
    try StudyStatus(directory: sweep.directory) { _ in nil }
  }

  @Test func theCoordinatorAndTheDirectoryTellTheSame() throws {
    let sweep = try FixtureSweep(["plain", "fails", "diverges", "holds", "plain"])
    let run = try sweep.start(workers: 1, endpoint: sweep.endpoint)
    let process = try sweep.processHolding("t3")
    let client = try StatusClient(endpoint: Endpoint(sweep.endpoint), key: nil)
    var status = try client.status()
    try eventually("the step is told") {
      status = try client.status()
      return status.workers.first?.description == "step 5"
    }
    #expect(status.study == "fixture" && status.isRunning && status.epoch == 1)
    let trials = status.trials
    #expect(trials.planned == 5 && trials.done == 1 && trials.diverged == 1 && trials.running == 1)
    #expect(trials.finished + trials.running + trials.pending == 5)
    let worker = try #require(status.workers.first)
    #expect(status.workers.count == 1 && worker.name == "worker-1" && worker.process == Int(process))
    #expect(worker.trial == "t3" && worker.fraction == 0.5 && worker.finished == 2 && !worker.isSilent)
    #expect(worker.trialsPerHour ?? 0 > 0 && status.trialsPerHour ?? 0 > 0 && status.secondsLeft != nil)
    #expect(status.failures.map(\.trial) == ["t1"] && status.incidents.failuresRetried > 0)
    try eventually("the directory tells it too") {
      let stored = try directoryStatus(sweep)
      return stored.isRunning && stored.workers.first?.description == "step 5" && stored.workers.first?.trial == "t3"
        && stored.trials.finished == status.trials.finished && stored.secondsLeft != nil
    }
    // Who asked lately is told of the end.
    _ = try client.status()
    try sweep.release()
    #expect(try run.end() == 0)
    let end = try client.status()
    #expect(!end.isRunning && end.isComplete && end.workers.isEmpty)
    let stored = try directoryStatus(sweep)
    #expect(!stored.isRunning && stored.workers.isEmpty && stored.secondsLeft == nil)
    #expect(stored.trials == end.trials && stored.incidents == end.incidents && stored.failures == end.failures)
    #expect(stored.trials.done == 3 && stored.trials.diverged == 1 && stored.trials.quarantined == 1)
    #expect(stored.incidents.failuresRetried == 2 && stored.incidents.quarantines == 1)
  }

  @Test func whatWasLostIsCountedOverAllStarts() throws {
    let sweep = try FixtureSweep(["holds"])
    let first = try sweep.start(workers: 1)
    kill(try sweep.processHolding("t0"), SIGKILL)
    let second = try sweep.processHolding("t0")
    #expect(try directoryStatus(sweep).incidents.workersLost == 1)
    #expect(try directoryStatus(sweep).incidents.trialsRequeued == 1)
    first.signal(SIGKILL)
    #expect(try first.end() == -SIGKILL)
    try eventually("its worker ends") { hasEnded(second) }
    #expect(try directoryStatus(sweep).trials.pending == 1)
    try sweep.release()
    #expect(try sweep.start(workers: 1).end() == 0)
    let incidents = try directoryStatus(sweep).incidents
    #expect(incidents.workersLost == 1 && incidents.trialsRequeued == 2)
    #expect(incidents.duplicateResults == 0 && incidents.fencedResults == 0 && incidents.contradictions == 0)
  }

  @Test func aLateResultIsToldFromARepeatedOne() throws {
    let sweep = try FixtureSweep(["holds", "holds"])
    let endpoint = sweep.endpoint
    _ = try sweep.start(workers: 0, endpoint: endpoint, environment: ["FIXTURE_LEASE": "1"])
    let zombie = try ScriptedWorker("zombie", endpoint)
    let late = try zombie.work()
    #expect(late == Work(trial: 0, attempt: 1))
    // Silent for longer than its lease, it loses the trial.
    try eventually("the lease ends") { try directoryStatus(sweep).incidents.workersLost == 1 }
    let heir = try ScriptedWorker("heir", endpoint)
    let work = try heir.work()
    #expect(work == Work(trial: 0, attempt: 2))
    #expect(try heir.deliver(work) == .accepted)
    #expect(try heir.deliver(work) == .duplicate)
    try zombie.greet()
    #expect(try zombie.deliver(late) == .duplicate)
    let incidents = try directoryStatus(sweep).incidents
    #expect(incidents.duplicateResults == 1 && incidents.fencedResults == 1 && incidents.contradictions == 0)
  }

  @Test func whoAsksWhereNobodyListensIsTold() throws {
    let sweep = try FixtureSweep(["plain"])
    let path = "\(sweep.root.path)/nobody"
    let error = #expect(throws: ClusterError.self) { try StatusClient(endpoint: Endpoint("ipc://\(path)"), key: nil) }
    #expect(error?.description == "ipc://\(path): no coordinator listens there (no such file)")
    // Somebody listens who does not answer.
    let mute = try Socket(.router, in: Context())
    try mute.bind("ipc://\(path)")
    let client = try StatusClient(endpoint: Endpoint("ipc://\(path)"), key: nil)
    let silence = #expect(throws: ClusterError.self) { try client.status() }
    #expect(silence?.description == "ipc://\(path): no answer from a coordinator within 5 s")
  }
}
