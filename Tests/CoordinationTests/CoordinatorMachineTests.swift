import Coordination
import Foundation
import Testing

/// The coordinator's rules, one by one.
struct CoordinatorMachineTests {
  private let a = PeerIdentity("a")
  private let b = PeerIdentity("b")

  private func machine(_ trials: Int = 1, entries: [TrialEntry]? = nil, reattachment: Duration = .zero)
    -> CoordinatorMachine
  {
    let welcome = Welcome(epoch: 3, study: "s", fingerprint: "f", host: "h", directory: "/")
    return CoordinatorMachine(
      trials: entries ?? (0..<trials).map { TrialEntry(number: $0, key: "t\($0)", payload: Data()) },
      terms: .init(welcome: welcome, build: "build", digests: ["images": "d"]), timing: Timing(),
      reattachment: reattachment, now: .zero)
  }

  private func hello(
    build: String = "build", version: Int = MessageCodec.protocolVersion, digests: [String: String] = [:],
    work: Work? = nil, request: Int = 1, name: String = "n", crash: Crash? = nil
  ) -> WorkerMessage {
    .hello(
      Hello(
        protocolVersion: version, build: build, digests: digests, threads: 1, name: name, host: "h", process: 1,
        status: WorkerStatus(request: request, work: work), crash: crash))
  }

  private func result(_ attempt: Int, _ digest: String = "d", request: Int = 1) -> WorkerMessage {
    .result(
      ResultReport(
        work: Work(trial: 0, attempt: attempt), request: request, digest: digest, isDiverged: false, payload: Data()))
  }

  private func failure(_ attempt: Int, request: Int, cause: FailureReport.Cause = .trial) -> WorkerMessage {
    .failure(
      FailureReport(work: Work(trial: 0, attempt: attempt), request: request, cause: cause, reason: "r", logTail: []))
  }

  /// Welcomes a worker and lets it ask.
  private func join(_ machine: inout CoordinatorMachine, _ worker: PeerIdentity, at now: Duration = .zero)
    -> [CoordinatorAction]
  {
    machine.receive(hello(), from: worker, at: now) + machine.receive(.ready(Ready(request: 1)), from: worker, at: now)
  }

  /// Lets a time pass in which no worker is heard.
  /// - Returns: what is done at its end.
  private func silence(_ machine: inout CoordinatorMachine, until end: Int) -> [CoordinatorAction] {
    for second in stride(from: 1, to: end, by: 1) { _ = machine.tick(at: .seconds(second)) }
    return machine.tick(at: .seconds(end))
  }

  @Test func whoDoesNotFitIsToldWhy() {
    for (message, word) in [
      (hello(build: "other"), "build"), (hello(version: 9), "protocol version 9"),
      (hello(digests: ["images": "x"]), "'images'"),
    ] {
      var machine = machine()
      guard case .send(.reject(let rejection), let peer) = machine.receive(message, from: a, at: .zero).first else {
        Issue.record("not rejected")
        continue
      }
      #expect(rejection.reason.contains(word) && peer == a)
      #expect(machine.workers.isEmpty)
    }
  }

  @Test func anAssignmentIsStoredBeforeItIsSent() {
    var machine = machine()
    let actions = join(&machine, a)
    let stored = actions.firstIndex(of: .store(.leased(Work(trial: 0, attempt: 1), worker: "n")))
    let sent = actions.firstIndex {
      if case .send(.assign, _) = $0 { true } else { false }
    }
    #expect(stored != nil && sent != nil && stored! < sent!)  // Both are known not to be nil.
  }

  @Test func anExpelledWorkerIsToldSoAndItsTrialGoesToAnother() {
    var machine = machine()
    _ = join(&machine, a)
    _ = join(&machine, b)
    let actions = machine.expel(a, reason: "its key was revoked", at: .zero)
    #expect(actions.first == .send(.reject(Rejection(reason: "its key was revoked")), to: a))
    #expect(actions.contains(.store(.requeued(trial: 0))))
    #expect(actions.contains(.store(.leased(Work(trial: 0, attempt: 2), worker: "n"))))
    #expect(machine.workers.map(\.identity) == [b])
    #expect(machine.expel(a, reason: "again", at: .zero).isEmpty)
  }

  @Test func aStrangerIsAskedToSayHello() {
    var machine = machine()
    let actions = machine.receive(.ready(Ready(request: 1)), from: a, at: .zero)
    #expect(actions == [.send(.resync(Resync(epoch: 3)), to: a)])
  }

  @Test func silenceIsSuspectAfterFiveSecondsAndLostAfterThirty() {
    var machine = machine()
    _ = join(&machine, a)
    #expect(!silence(&machine, until: 4).contains(.note(.suspect(a))))
    #expect(!machine.tick(at: .seconds(4.9)).contains(.note(.suspect(a))))
    #expect(machine.tick(at: .seconds(5)).contains(.note(.suspect(a))))
    #expect(machine.trials[0].owner == a)
    #expect(!silence(&machine, until: 29).contains(.store(.requeued(trial: 0))))
    #expect(!machine.tick(at: .seconds(29.9)).contains(.store(.requeued(trial: 0))))
    #expect(machine.tick(at: .seconds(30)).contains(.store(.requeued(trial: 0))))
    #expect(machine.trials[0].failures == 0 && machine.trials[0].state == .pending && machine.workers.isEmpty)
  }

  @Test func anyTrafficIsLife() {
    var machine = machine()
    _ = join(&machine, a)
    let progress = ProgressReport(work: Work(trial: 0, attempt: 1), fraction: 0.1, description: "")
    for second in stride(from: 4, through: 100, by: 4) {
      _ = machine.receive(.progress(progress), from: a, at: .seconds(second))
      #expect(!machine.tick(at: .seconds(second)).contains(.note(.suspect(a))))
    }
    #expect(machine.trials[0].state == .running)
  }

  @Test func threeFailuresOfItsOwnEndInQuarantineAndARepeatedReportCountsOnce() {
    var machine = machine()
    _ = join(&machine, a)
    var now = Duration.zero
    for attempt in 1...3 {
      let first = machine.receive(failure(attempt, request: attempt), from: a, at: now)
      let isLast = attempt == 3
      #expect(
        first.contains(
          .store(
            .failed(
              Work(trial: 0, attempt: attempt), failures: attempt, reason: "r", crashedOn: nil, isQuarantined: isLast)))
      )
      _ = machine.receive(failure(attempt, request: attempt), from: a, at: now)
      #expect(machine.trials[0].failures == attempt)
      #expect(machine.trials[0].state == (isLast ? .quarantined : .backoff))
      _ = machine.receive(.ready(Ready(request: attempt + 1)), from: a, at: now)
      #expect(machine.trials[0].attempt == attempt, "not before its backoff is over")
      now += .seconds(4)
      _ = machine.receive(.ready(Ready(request: attempt + 1)), from: a, at: now)
      _ = machine.tick(at: now)
    }
    #expect(machine.isComplete)
  }

  @Test func aWorkersFaultAndALostWorkerBlameNoTrial() {
    var machine = machine()
    _ = join(&machine, a)
    _ = machine.receive(failure(1, request: 1, cause: .worker), from: a, at: .zero)
    #expect(machine.trials[0].state == .pending && machine.trials[0].failures == 0)
    _ = join(&machine, b)
    _ = machine.workerEnded(b, crash: nil, at: .zero)
    #expect(machine.trials[0].state == .pending && machine.trials[0].failures == 0)
  }

  @Test func aCrashBlamesTheTrial() {
    var machine = machine()
    _ = join(&machine, a)
    _ = machine.workerEnded(a, crash: "signal 11", at: .zero)
    #expect(machine.trials[0].failures == 1 && machine.trials[0].state == .backoff)
  }

  @Test func theFirstResultCountsAndLaterOnesAreCompared() {
    var machine = machine()
    _ = join(&machine, a)
    _ = silence(&machine, until: 30)
    _ = join(&machine, b, at: .seconds(30))
    #expect(machine.trials[0].attempt == 2)
    // The first owner comes back with its result: it counts, and the second owner is told to stop.
    _ = machine.receive(hello(work: Work(trial: 0, attempt: 1)), from: a, at: .seconds(31))
    let first = machine.receive(result(1), from: a, at: .seconds(31))
    #expect(first.contains(.send(.cancel(Cancellation(work: Work(trial: 0, attempt: 2))), to: b)))
    let second = machine.receive(result(2), from: b, at: .seconds(32))
    #expect(
      second.contains(
        .send(.acknowledge(Acknowledgement(work: Work(trial: 0, attempt: 2), verdict: .duplicate)), to: b)))
    let third = machine.receive(result(2, "another"), from: b, at: .seconds(33))
    #expect(third.contains(.note(.contradiction(Work(trial: 0, attempt: 2), worker: "n"))))
    #expect(machine.trials[0].digest == "d")
  }

  @Test func aZombieIsToldToStop() {
    var machine = machine()
    _ = join(&machine, a)
    _ = silence(&machine, until: 30)
    _ = join(&machine, b, at: .seconds(30))
    let actions = machine.receive(hello(work: Work(trial: 0, attempt: 1)), from: a, at: .seconds(31))
    #expect(actions.contains(.send(.cancel(Cancellation(work: Work(trial: 0, attempt: 1))), to: a)))
    #expect(machine.trials[0].owner == b)
  }

  @Test func afterARestartWorkersMayComeBackForOneLease() {
    let entry = TrialEntry(number: 0, key: "t0", payload: Data(), state: .leased, attempt: 4)
    var machine = machine(entries: [entry], reattachment: .seconds(30))
    let mine = Work(trial: 0, attempt: 4)
    var other = machine
    #expect(machine.receive(hello(work: mine), from: a, at: .seconds(1)).contains(.note(.reattached(mine, a))))
    #expect(machine.trials[0].attempt == 4 && machine.trials[0].owner == a)

    _ = join(&other, b)
    #expect(other.tick(at: .seconds(29)).allSatisfy { $0 != .store(.requeued(trial: 0)) })
    #expect(other.tick(at: .seconds(30)).contains(.store(.requeued(trial: 0))))
  }

  @Test func withoutAnybodyToComeBackNothingWaits() {
    let entry = TrialEntry(number: 0, key: "t0", payload: Data(), state: .leased, attempt: 4)
    var machine = machine(entries: [entry])
    _ = join(&machine, a)
    #expect(machine.trials[0].attempt == 5)
  }

  @Test func aLostAssignmentIsSentAgain() {
    var machine = machine()
    _ = join(&machine, a)
    let early = machine.receive(.ready(Ready(request: 1)), from: a, at: .seconds(0.5))
    #expect(early.isEmpty)
    let late = machine.receive(.heartbeat(WorkerStatus(request: 1, work: nil)), from: a, at: .seconds(1))
    guard case .send(.assign(let assignment), _) = late.first else {
      Issue.record("not sent again")
      return
    }
    #expect(assignment.work == Work(trial: 0, attempt: 1))
  }

  @Test func aLeavingWorkerGivesItsTrialBackAtOnce() {
    var machine = machine()
    _ = join(&machine, a)
    #expect(machine.receive(.bye(Bye(reason: "r")), from: a, at: .zero).contains(.store(.requeued(trial: 0))))
    _ = join(&machine, b)
    #expect(machine.trials[0].owner == b)
  }

  @Test func aDrainingCoordinatorHandsOutNothing() {
    var machine = machine(2)
    _ = join(&machine, a)
    #expect(machine.drain(reason: "r", at: .zero) == [.send(.drain(Drain(reason: "r")), to: a)])
    let actions = join(&machine, b)
    #expect(machine.trials[1].state == .pending)
    #expect(actions.contains(.send(.drain(Drain(reason: "r")), to: b)))
  }

  @Test func aResultOfAnUnknownTrialIsAnsweredSo() {
    var machine = machine()
    _ = join(&machine, a)
    let work = Work(trial: 99, attempt: 1)
    let report = ResultReport(work: work, request: 1, digest: "d", isDiverged: false, payload: Data())
    let actions = machine.receive(.result(report), from: a, at: .zero)
    #expect(actions.contains(.send(.acknowledge(Acknowledgement(work: work, verdict: .unknown)), to: a)))
  }

  @Test func aCoordinatorThatWasStoppedListensBeforeItJudges() {
    var machine = machine()
    _ = join(&machine, a)
    // Its process was stopped for 100 s: what the worker said meanwhile waits to be read.
    #expect(machine.tick(at: .seconds(100)).allSatisfy { $0 != .note(.suspect(a)) })
    #expect(machine.trials[0].owner == a)
    for second in 101..<130 { #expect(!machine.tick(at: .seconds(second)).contains(.store(.requeued(trial: 0)))) }
    #expect(machine.tick(at: .seconds(130)).contains(.store(.requeued(trial: 0))))
  }

  @Test func whoWaitedLongestIsServedFirst() {
    var machine = machine(entries: [])
    let trials = (0..<2).map { TrialEntry(number: $0, key: "t\($0)", payload: Data(), state: .leased, attempt: 1) }
    machine = self.machine(entries: trials, reattachment: .seconds(30))
    let c = PeerIdentity("c")
    for worker in [c, a, b] { _ = join(&machine, worker) }
    // The first of the line falls silent for a while and goes to its end.
    for second in 1..<30 {
      _ = machine.tick(at: .seconds(second))
      for worker in second < 20 ? [a, b] : [a, b, c] {
        _ = machine.receive(.heartbeat(WorkerStatus(request: 1, work: nil)), from: worker, at: .seconds(second))
      }
    }
    let assigned = machine.tick(at: .seconds(30)).compactMap { action -> PeerIdentity? in
      if case .note(.assigned(_, let worker)) = action { worker } else { nil }
    }
    #expect(assigned == [a, b])
  }

  @Test func twoCrashesOfDifferentWorkersAreEnough() {
    for (second, isQuarantined) in [("n", false), ("m", true)] {
      var machine = machine()
      _ = join(&machine, a)
      _ = machine.workerEnded(a, crash: "signal 11", at: .zero)
      #expect(machine.trials[0].failures == 1 && machine.trials[0].crashedOn == "n")
      _ = machine.tick(at: .seconds(2))
      _ = machine.receive(hello(name: second), from: b, at: .seconds(2))
      _ = machine.receive(.ready(Ready(request: 1)), from: b, at: .seconds(2))
      let work = Work(trial: 0, attempt: 2)
      let failed = DurableChange.failed(
        work, failures: 2, reason: "signal 11", crashedOn: second, isQuarantined: isQuarantined)
      #expect(machine.workerEnded(b, crash: "signal 11", at: .seconds(2)).contains(.store(failed)))
      #expect(machine.isComplete == isQuarantined)
    }
  }

  @Test func aCrashThatBecomesKnownLateCountsOnce() {
    var machine = machine()
    _ = join(&machine, a)
    _ = silence(&machine, until: 30)
    _ = join(&machine, b, at: .seconds(30))
    #expect(machine.trials[0].owner == b)
    let first = Work(trial: 0, attempt: 1)
    let second = Work(trial: 0, attempt: 2)
    let crash = Crash(work: first, fingerprint: "f", reason: "signal 11")
    let c = PeerIdentity("c")
    let foreign = hello(crash: Crash(work: first, fingerprint: "another", reason: "signal 11"))
    #expect(
      !machine.receive(foreign, from: c, at: .seconds(31)).contains(
        .note(.failed(second, worker: "n", reason: "signal 11", isQuarantined: false))))
    let actions = machine.receive(hello(crash: crash), from: c, at: .seconds(31))
    #expect(actions.first == .send(.cancel(Cancellation(work: second)), to: b))
    #expect(
      actions.contains(
        .store(.failed(second, failures: 1, reason: "signal 11", crashedOn: "n", isQuarantined: false))))
    // Durable before the worker may forget it; and said again, it is the same crash.
    guard case .send(.welcome, to: c) = actions.last else {
      Issue.record("no welcome at the end")
      return
    }
    _ = machine.receive(hello(crash: crash), from: c, at: .seconds(31))
    #expect(machine.trials[0].failures == 1 && machine.trials[0].state == .backoff)
  }

  @Test func aTrialThatGetsNowhereIsStoppedAndBlamed() {
    var machine = machine()
    _ = join(&machine, a)
    let work = Work(trial: 0, attempt: 1)
    func beat(_ machine: inout CoordinatorMachine, from start: Int, to end: Int) -> [CoordinatorAction] {
      (start..<end).flatMap { second in
        machine.receive(.heartbeat(WorkerStatus(request: 1, work: work)), from: a, at: .seconds(second))
          + machine.tick(at: .seconds(second))
      }
    }
    let cancel = CoordinatorAction.send(.cancel(Cancellation(work: work)), to: a)
    #expect(!beat(&machine, from: 1, to: 1000).contains(cancel))
    let progress = ProgressReport(work: work, fraction: 0.1, description: "")
    _ = machine.receive(.progress(progress), from: a, at: .seconds(1000))
    #expect(!beat(&machine, from: 1000, to: 2799).contains(cancel))
    let reason = "no progress for 1800 s"
    let actions = beat(&machine, from: 2799, to: 2802)
    #expect(
      actions.contains(.store(.failed(work, failures: 1, reason: reason, crashedOn: nil, isQuarantined: false))))
    // Told again as long as it says that it trains.
    #expect(actions.count { $0 == cancel } > 1)
    #expect(machine.trials[0].state == .backoff && machine.trials[0].owner == nil)
  }
}
