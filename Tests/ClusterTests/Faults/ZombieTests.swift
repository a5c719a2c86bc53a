import Cluster
import Foundation
import Testing

/// A worker is stopped until its lease is over and its trial is done by another one; then it goes on and delivers what it has.
@Suite struct ZombieTests {
  /// Stops a worker when its result is on its disk and not sent, has another one finish the trial, and lets it go on.
  private func lateResult(of behaviour: String) async throws -> (sweep: FixtureSweep, errors: String) {
    let sweep = try FixtureSweep([behaviour, "holds"])
    let fault = Fault(role: .worker, point: .outcomeKept, action: .stop)
    let coordinator = try sweep.start(workers: 0, endpoint: sweep.endpoint, environment: ["FIXTURE_LEASE": "2"])
    let zombie = try sweep.startWorker(
      sweep.endpoint, name: "zombie", directory: "zombie", environment: fault.environment(in: sweep))
    try await eventually("the worker stops") { zombie.isStopped }
    try await eventually("its lease ends: \(coordinator.errors)") { coordinator.errors.contains("zombie was lost") }
    let other = try sweep.startWorker(sweep.endpoint, name: "other", directory: "other")
    try await eventually("another worker does it: \(coordinator.errors)") {
      coordinator.errors.contains("t0 done in")
    }
    zombie.signal(SIGCONT)
    try await eventually("the late result comes: \(coordinator.errors)") {
      coordinator.errors.contains("zombie delivered t0 again, from attempt 1")
        || coordinator.errors.contains("zombie has another result for t0")
    }
    try sweep.release()
    #expect(try await coordinator.ends() == 0)
    #expect(try await zombie.ends() == 0)
    #expect(try await other.ends() == 0)
    // It was acknowledged, so that its worker could forget it.
    #expect(!sweep.isResultKept("t0", in: "zombie"))
    return (sweep, coordinator.errors)
  }

  @Test func itsLateResultIsADuplicate() async throws {
    let (sweep, errors) = try await lateResult(of: "plain")
    let study = try sweep.stored()
    #expect(study.contradictions == 0)
    #expect(study.records.map(\.attempts) == [2, 1])
    #expect(study.records[0].worker == "other")
    #expect(errors.contains("2/2 trials finished"))
    #expect(errors.components(separatedBy: "t0 done in").count == 2, "counted twice: \(errors)")
  }

  @Test func itsLateResultThatDiffersIsKeptBesideTheFirstWithAnAlarm() async throws {
    let (sweep, errors) = try await lateResult(of: "varies")
    let study = try sweep.stored()
    #expect(study.contradictions == 1)
    #expect(study.records[0].worker == "other")
    #expect(errors.contains("ALARM: zombie has another result for t0 than the one stored"))
    #expect(errors.contains("2/2 trials finished"))
  }
}
