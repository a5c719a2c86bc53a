import Coordination
import Foundation
import Testing

/// The worker's rules, one by one.
struct WorkerMachineTests {
  private let work = Work(trial: 0, attempt: 1)
  private let welcome = Welcome(epoch: 1, study: "s", fingerprint: "f", host: "h", directory: "/")

  private func machine() -> WorkerMachine {
    let profile = WorkerMachine.Profile(build: "b", digests: [:], threads: 1, name: "n", host: "h", process: 1)
    return WorkerMachine(profile: profile, timing: Timing(), seed: 1, now: .zero)
  }

  private func assignment(_ request: Int = 1) -> CoordinatorMessage {
    .assign(Assignment(work: work, request: request, key: "k", payload: Data()))
  }

  private var report: ResultReport {
    ResultReport(work: work, request: 0, digest: "d", isDiverged: false, payload: Data())
  }

  /// Welcome and at work.
  private func working() -> WorkerMachine {
    var machine = machine()
    _ = machine.tick(at: .zero)
    _ = machine.receive(.welcome(welcome), at: .zero)
    _ = machine.receive(assignment(), at: .zero)
    return machine
  }

  @Test func saysHelloWithAGrowingWaitUntilAnswered() {
    var machine = machine()
    var times: [Double] = []
    for tenth in 0..<2000 where !machine.tick(at: .milliseconds(100 * tenth)).isEmpty {
      times.append(Double(tenth) / 10)
    }
    let waits = zip(times.dropFirst(), times).map { $0 - $1 }
    #expect(times[0] == 0)
    #expect(waits[0] <= 0.3 && waits[waits.count - 1] >= 15 && waits.allSatisfy { $0 <= 32.2 })
    #expect(times.count < 20)
  }

  @Test func asksOnceWelcomeAndTakesOnlyTheAnswerToItsQuestion() {
    var machine = machine()
    #expect(machine.receive(assignment(), at: .zero).isEmpty, "not welcome yet")
    #expect(machine.receive(.welcome(welcome), at: .zero) == [.send(.ready(Ready(request: 1)))])
    #expect(machine.receive(assignment(2), at: .zero).isEmpty)
    #expect(machine.receive(assignment(), at: .zero).count == 2)
    #expect(machine.receive(assignment(), at: .zero).isEmpty, "a repeated assignment starts nothing")
  }

  @Test func deliversUntilAcknowledgedThenAsksForMore() {
    var machine = working()
    var delivered = report
    delivered.request = 1
    #expect(machine.finished(report, at: .zero) == [.send(.result(delivered))])
    var repeats = 0
    for second in 1...60 {
      _ = machine.receive(.heartbeat(Pulse(epoch: 1)), at: .seconds(second))
      repeats += machine.tick(at: .seconds(second)).count { $0 == .send(.result(delivered)) }
    }
    #expect((3...12).contains(repeats))
    let answer = CoordinatorMessage.acknowledge(Acknowledgement(work: work, verdict: .accepted))
    #expect(machine.receive(answer, at: .seconds(61)) == [.forget(work), .send(.ready(Ready(request: 2)))])
    #expect(machine.receive(answer, at: .seconds(61)).isEmpty, "a repeated acknowledgement changes nothing")
    #expect(machine.receive(assignment(), at: .seconds(62)).isEmpty, "an old assignment neither")
  }

  @Test func aRestartedCoordinatorGetsTheResultAfterItsWelcome() {
    var machine = working()
    _ = machine.finished(report, at: .zero)
    let answer = machine.receive(.resync(Resync(epoch: 2)), at: .seconds(1))
    guard case .send(.hello(let hello)) = answer.first else {
      Issue.record("no hello")
      return
    }
    #expect(hello.status == WorkerStatus(request: 1, work: work))
    var delivered = report
    delivered.request = 1
    #expect(machine.receive(.welcome(welcome), at: .seconds(1)) == [.send(.result(delivered))])
  }

  @Test func aCancelledTrialIsStoppedAndNothingIsDelivered() {
    var machine = working()
    #expect(machine.receive(.cancel(Cancellation(work: Work(trial: 5, attempt: 1))), at: .zero).isEmpty)
    #expect(machine.receive(.cancel(Cancellation(work: work)), at: .zero) == [.cancel(work)])
    #expect(machine.stopped(work, at: .zero) == [.send(.ready(Ready(request: 2)))])
  }

  @Test func drainedItStopsTheTrainerFirst() {
    var machine = working()
    #expect(machine.receive(.drain(Drain(reason: "r")), at: .zero) == [.cancel(work)])
    #expect(
      machine.stopped(work, at: .zero) == [.send(.bye(Bye(reason: "drained"))), .exit(.drained(reason: "r"))])
    #expect(machine.tick(at: .seconds(10)).isEmpty)
  }

  @Test func drainedItDeliversWhatIsDone() {
    var machine = working()
    _ = machine.finished(report, at: .zero)
    _ = machine.receive(.drain(Drain(reason: "r")), at: .zero)
    let answer = CoordinatorMessage.acknowledge(Acknowledgement(work: work, verdict: .duplicate))
    #expect(
      machine.receive(answer, at: .zero)
        == [.forget(work), .send(.bye(Bye(reason: "drained"))), .exit(.drained(reason: "r"))])
  }

  @Test func cutOffItGoesOnTrainingAndGivesUpOnlyAfterAWhile() {
    var machine = working()
    for second in 1..<600 {
      #expect(machine.tick(at: .seconds(second)).allSatisfy { $0 != .cancel(work) && $0 != .exit(.abandoned) })
    }
    #expect(machine.tick(at: .seconds(600)).contains(.cancel(work)))
    #expect(machine.stopped(work, at: .seconds(601)).contains(.exit(.abandoned)))
  }

  @Test func aFaultOfThisMachineIsToldAndEndsIt() {
    var machine = working()
    let actions = machine.failed(work, cause: .worker, reason: "disk\nfull", logTail: [], at: .zero)
    guard case .send(.failure(let failure)) = actions.first else {
      Issue.record("not told")
      return
    }
    #expect(failure.reason == "disk full" && failure.cause == .worker)
    let answer = CoordinatorMessage.acknowledge(Acknowledgement(work: work, verdict: .noted))
    #expect(machine.receive(answer, at: .zero).contains(.exit(.fault(reason: "disk\nfull"))))
  }

  @Test func refusedItLeaves() {
    var machine = machine()
    #expect(machine.receive(.reject(Rejection(reason: "why")), at: .zero).contains(.exit(.rejected(reason: "why"))))
  }

  @Test func workOfAnotherStudyIsDropped() {
    var machine = working()
    var other = welcome
    other.fingerprint = "g"
    #expect(machine.receive(.welcome(other), at: .zero) == [.cancel(work)])
    #expect(machine.stopped(work, at: .zero) == [.send(.ready(Ready(request: 2)))])
  }

  @Test func progressThatMakesNoSenseIsMended() {
    var machine = working()
    for (fraction, expected) in [(Double.nan, 0.0), (-1, 0), (7, 1)] {
      let actions = machine.progressed(work, fraction: fraction, description: "a\u{1B}[2Jb")
      let report = ProgressReport(work: work, fraction: expected, description: "a [2Jb")
      #expect(actions == [.send(.progress(report))])
    }
  }

  @Test func aCrashIsToldUntilTheCoordinatorHasNoted() {
    let crash = Crash(work: work, fingerprint: "f", reason: "signal 11")
    let profile = WorkerMachine.Profile(
      build: "b", digests: [:], threads: 1, name: "n", host: "h", process: 1, crash: crash)
    var machine = WorkerMachine(profile: profile, timing: Timing(), seed: 1, now: .zero)
    func crashes(_ actions: [WorkerAction]) -> [Crash?] {
      actions.compactMap { if case .send(.hello(let hello)) = $0 { hello.crash } else { nil } }
    }
    #expect(crashes(machine.tick(at: .zero)) == [crash])
    #expect(crashes(machine.tick(at: .seconds(1))) == [crash])
    #expect(machine.receive(.welcome(welcome), at: .seconds(1)).first == .forgetCrash)
    #expect(crashes(machine.receive(.resync(Resync(epoch: 2)), at: .seconds(2))) == [nil])
    #expect(!machine.receive(.welcome(welcome), at: .seconds(2)).contains(.forgetCrash))
  }

  @Test func aTrainerThatDoesNotStopEndsTheProcess() {
    var machine = working()
    #expect(machine.receive(.cancel(Cancellation(work: work)), at: .zero) == [.cancel(work)])
    for second in 1..<120 {
      _ = machine.receive(.heartbeat(Pulse(epoch: 1)), at: .seconds(second))
      #expect(machine.tick(at: .seconds(second)).allSatisfy { if case .exit = $0 { false } else { true } })
    }
    guard case .exit(.fault(let reason)) = machine.tick(at: .seconds(120)).last else {
      Issue.record("goes on")
      return
    }
    #expect(reason.contains("does not stop"))
  }
}
