import Cluster
import Foundation
import Testing

/// Real processes, really killed. Whatever happens, every trial ends once, with the result of an undisturbed run.
@Suite(.serialized) struct ProcessTests {
  private static let trials = ["plain", "holds", "plain", "diverges", "holds", "plain"]

  private static func undisturbed() throws -> String {
    let sweep = try FixtureSweep(trials)
    try sweep.release()
    let run = try sweep.start(workers: 1)
    try #require(try run.end() == 0, "\(run.errors)")
    return run.output
  }

  @Test func anUndisturbedSweepEnds() throws {
    let output = try Self.undisturbed().split(separator: "\n")
    #expect(output.count == 6)
    #expect(output.allSatisfy { $0.contains(" done ") })
    #expect(output[3].hasPrefix("t3 done true"))
  }

  @Test func aKilledWorkersTrialGoesOnFromItsCheckpoint() throws {
    let sweep = try FixtureSweep(Self.trials)
    let run = try sweep.start(workers: 2)
    kill(try sweep.processHolding("t1"), SIGKILL)
    // The next worker reaches the same place again, well before a lease would have ended.
    _ = try sweep.processHolding("t1")
    try sweep.release()
    #expect(try run.end() == 0)
    #expect(run.output == (try Self.undisturbed()))
    #expect(try sweep.trainings("t1").prefix(1) == ["attempt 1 from step 0"])
    #expect(try sweep.trainings("t1").last == "attempt 2 from step 5")
    #expect(try sweep.stored().records.map(\.attempts) == [1, 2, 1, 1, 1, 1])
  }

  @Test func aKilledCoordinatorTakesItsWorkersAlongAndTheNextGoesOn() throws {
    let sweep = try FixtureSweep(Self.trials)
    let first = try sweep.start(workers: 2)
    let workers = try [sweep.processHolding("t1"), sweep.processHolding("t4")]
    first.signal(SIGKILL)
    #expect(try first.end() == -SIGKILL)
    for worker in workers { try eventually("worker \(worker) ends") { hasEnded(worker) } }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: sweep.root.path).allSatisfy { !$0.hasPrefix("heatsweep.") })
    try sweep.release()
    let second = try sweep.start(workers: 2)
    #expect(try second.end() == 0)
    #expect(second.output == (try Self.undisturbed()))
    #expect(try sweep.trainings("t1") == ["attempt 1 from step 0", "attempt 2 from step 5"])
    #expect(try sweep.trainings("t0") == ["attempt 1 from step 0"])
    #expect(try sweep.stored().epoch == 2)
  }

  @Test func ctrlCKeepsCheckpointsAndTheSameCommandGoesOn() throws {
    let sweep = try FixtureSweep(Self.trials)
    let first = try sweep.start(workers: 2)
    let workers = try [sweep.processHolding("t1"), sweep.processHolding("t4")]
    first.signal(SIGINT)
    #expect(try first.end() == 130)
    #expect(workers.allSatisfy(hasEnded))
    #expect(first.errors.contains("workers keep their checkpoints"))
    try sweep.release()
    let second = try sweep.start(workers: 1)
    #expect(try second.end() == 0)
    #expect(second.output == (try Self.undisturbed()))
    #expect(try sweep.trainings("t4") == ["attempt 1 from step 0", "attempt 2 from step 5"])
  }

  @Test func aFinishedSweepRunsNothingAgain() throws {
    let sweep = try FixtureSweep(["plain", "plain"])
    let first = try sweep.start(workers: 2)
    #expect(try first.end() == 0)
    let second = try sweep.start(workers: 2)
    #expect(try second.end() == 0)
    #expect(second.output == first.output)
    #expect(try sweep.trainings("t0").count == 1)
  }

  @Test func trialsThatFailOrCrashAreGivenUpAndTheRestGoesOn() throws {
    let sweep = try FixtureSweep(["crashes", "fails", "plain"])
    let run = try sweep.start(workers: 2)
    #expect(try run.end() == 0)
    let records = try sweep.stored().records
    #expect(records.map(\.state) == [.quarantined, .quarantined, .done])
    #expect(records.dropFirst().map(\.attempts) == [3, 1])
    // Enough: crashes of both workers, or three.
    #expect((2...3).contains(records[0].attempts))
    #expect(records[0].failure?.contains("signal 6") == true)
    #expect(records[0].failure?.contains("about to crash") == true)
    #expect(records[1].failure?.contains("this trial always fails") == true)
    // Started again, a sweep without anything else to do gives them another chance, with a clean slate.
    #expect(try sweep.start(workers: 2).end() == 0)
    #expect(try sweep.stored().records.map(\.state) == [.quarantined, .quarantined, .done])
    let again = try sweep.stored().records
    #expect(again.dropFirst().map(\.attempts) == [6, 1])
    #expect((2...3).contains(again[0].attempts - records[0].attempts))
  }

  @Test func workersThatKeepEndingStopTheSweepWithAReason() throws {
    let sweep = try FixtureSweep(["exits", "plain"])
    let run = try sweep.start(workers: 1)
    #expect(try run.end() == 1)
    #expect(run.errors.contains("keep ending"))
    #expect(run.errors.contains("exit code 3"))
    try sweep.mend()
    #expect(try sweep.start(workers: 1).end() == 0)
  }

  @Test func aWorkerOfAnotherBuildIsNotTakenIn() throws {
    let sweep = try FixtureSweep(["plain"])
    let run = try sweep.start(workers: 1, environment: ["FIXTURE_WORKER_BUILD": "another"])
    #expect(try run.end() == 1)
    #expect(run.errors.contains("build another here, fixture at the coordinator"))
  }
}
