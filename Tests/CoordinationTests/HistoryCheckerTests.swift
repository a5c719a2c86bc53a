import Coordination
import TestKit
import Testing

/// Histories written by hand: a right one, and for each promise ones that break it and nothing else.
struct HistoryCheckerTests {
  private typealias Step = (second: Double, event: HistoryEvent)

  private static let a = WorkerProcess(slot: 0, incarnation: 1)
  private static let b = WorkerProcess(slot: 1, incarnation: 1)
  private static let first = Work(trial: 0, attempt: 1)
  private static let second = Work(trial: 0, attempt: 2)
  private static let other = Work(trial: 1, attempt: 1)
  private static let digest = trials[0].digest(of: 0) ?? ""
  private static let checkpoint = "checkpoint-0001"
  private static let trials = [
    SimulatedTrial(seconds: 1, behaviour: .succeeds), SimulatedTrial(seconds: 1, behaviour: .fails(times: 3)),
  ]

  /// Trial 0 is lost with its first worker and done by the second one; trial 1 fails three times.
  private static let right: [Step] = [
    (0, .coordinatorStarted(epoch: 1)), (0, .workerStarted(a)), (0, .workerStarted(b)), (1, .heard(a)), (1, .heard(b)),
    (1, .leased(first, a)), (1, .assigned(first, a)), (1, .leased(other, b)), (1, .assigned(other, b)),
    (2, .began(first, a, step: 0)), (2, .fileWritten(trial: 0, checkpoint)),
    (2, .fileKept(first, checkpoint, digest: "c")), (2, .receipted(trial: 0, digest: "c", a)),
    (2, .began(other, b, step: 0)), (3, .gaveUp(other, b)), (3, .heard(b)),
    (3, .failed(other, failures: 1, isQuarantined: false)), (3, .acknowledged(other, .noted, b)),
    (9, .heard(b)), (9, .leased(Work(trial: 1, attempt: 2), b)), (10, .gaveUp(Work(trial: 1, attempt: 2), b)),
    (11, .heard(b)), (11, .failed(Work(trial: 1, attempt: 2), failures: 2, isQuarantined: false)),
    (18, .heard(b)), (19, .leased(Work(trial: 1, attempt: 3), b)), (20, .gaveUp(Work(trial: 1, attempt: 3), b)),
    (20, .heard(b)), (20, .failed(Work(trial: 1, attempt: 3), failures: 3, isQuarantined: true)),
    (31.5, .requeued(trial: 0)), (32, .heard(b)), (32, .leased(second, b)), (32, .assigned(second, b)),
    (33, .began(second, b, step: 1)), (33, .fileWritten(trial: 0, "weights")),
    (33, .fileKept(second, "weights", digest: "w")), (33, .receipted(trial: 0, digest: "w", b)),
    (34, .held(second, digest: digest, b)), (34, .heard(b)),
    (34, .accepted(second, digest: digest)), (34, .fileRemoved(trial: 0, checkpoint)),
    (34, .acknowledged(second, .accepted, b)), (35, .forgot(second, b)),
    (36, .workerLeft(b, isServed: true)), (36, .ended),
  ]

  private func rules(_ steps: [Step], _ trials: [SimulatedTrial] = trials) -> [HistoryViolation.Rule] {
    var history = History()
    for step in steps { history.add(step.event, at: .seconds(step.second)) }
    return HistoryChecker(trials: trials, timing: Timing()).violations(in: history).map(\.rule)
  }

  /// The right history without a step, with others in its place.
  private func replacing(_ event: HistoryEvent, by steps: Step...) throws -> [Step] {
    let index = try #require(Self.right.firstIndex { $0.event == event })
    return Self.right[..<index] + steps + Self.right[(index + 1)...]
  }

  /// The right history with more steps after one.
  private func adding(_ steps: Step..., after event: HistoryEvent) throws -> [Step] {
    let index = try #require(Self.right.firstIndex { $0.event == event })
    return Self.right[...index] + steps + Self.right[(index + 1)...]
  }

  private let accepted = HistoryEvent.accepted(second, digest: digest)
  private let requeued = HistoryEvent.requeued(trial: 0)

  @Test func theRightHistoryBreaksNothing() { #expect(rules(Self.right).isEmpty) }

  @Test func everyTrialEndsOnce() throws {
    let broken = [
      try replacing(.ended),
      try replacing(accepted, by: (34, .accepted(Self.second, digest: "another"))),
      try adding((34, accepted), after: accepted),
      try adding((34, requeued), after: accepted),
      try adding((35, .leased(Work(trial: 0, attempt: 3), Self.b)), (35, requeued), after: accepted).filter {
        $0.second != 35 || $0.event != requeued
      },
      try adding((35, .contradicted(Self.first, digest: Self.digest)), after: accepted),
    ]
    for history in broken { #expect(Set(rules(history)) == [.everyTrialEndsOnce]) }
    // A trial that should succeed and was given up, and one that should fail and has no end.
    let failing = Self.trials[1]
    #expect(rules(Self.right, [failing, failing]) == [.everyTrialEndsOnce])
    #expect(rules(Self.right, [Self.trials[0], Self.trials[0]]) == [.everyTrialEndsOnce])
  }

  @Test func noResultIsLost() throws {
    let acknowledged = HistoryEvent.acknowledged(Self.second, .accepted, Self.b)
    let early = try replacing(accepted, by: (34, acknowledged), (34, accepted))
    #expect(Set(rules(early)) == [.noResultIsLost])
    #expect(rules(try replacing(acknowledged)) == [.noResultIsLost], "deleted without an answer")
    #expect(
      rules(try replacing(acknowledged, by: (34, .acknowledged(Self.second, .contradiction, Self.b)))) == [
        .noResultIsLost
      ])
    #expect(
      rules(try replacing(acknowledged, by: (34, .acknowledged(Self.second, .unknown, Self.b)))) == [.noResultIsLost])
    // Never delivered, by a worker that lives and by one that left in peace.
    let undelivered = try replacing(.forgot(Self.second, Self.b))
    #expect(Set(rules(undelivered)) == [.noResultIsLost])
    #expect(Set(rules(undelivered.filter { $0.event != .workerLeft(Self.b, isServed: true) })) == [.noResultIsLost])
    // One that was killed may hold it for ever.
    let killed = try replacing(.forgot(Self.second, Self.b), by: (34, .workerDied(Self.b)))
    #expect(rules(killed).isEmpty)
  }

  @Test func noTwoOwners() throws {
    let lease = HistoryEvent.leased(Self.second, Self.b)
    #expect(rules(try replacing(requeued)).contains(.noTwoOwners), "handed out while another has it")
    #expect(rules(try replacing(lease)).contains(.noTwoOwners), "sent and not stored")
    #expect(Set(rules(try replacing(lease, by: (32, .leased(Self.first, Self.b))))) == [.noTwoOwners], "an old attempt")
    #expect(
      rules(try replacing(.assigned(Self.second, Self.b), by: (32, .assigned(Self.second, Self.a)))) == [.noTwoOwners])
    // Who had it may have it again, after the coordinator's restart.
    #expect(rules(try adding((32.5, lease), after: .assigned(Self.second, Self.b))).isEmpty)
  }

  @Test func leasesEnd() throws {
    let before = Array(Self.right.prefix { $0.event != requeued })
    func isLate(_ steps: Step...) -> Bool { rules(before + steps).contains(.leasesEnd) }
    #expect(!isLate((32, requeued)))
    #expect(isLate((32.1, requeued)))
    // Silence counts from the coordinator's own start, and from when it goes on.
    let restart: [Step] = [(20, .coordinatorDied), (40, .coordinatorStarted(epoch: 2))]
    #expect(!isLate(restart[0], restart[1], (71, requeued)))
    #expect(isLate(restart[0], restart[1], (71.1, requeued)))
    #expect(!isLate((50, .coordinatorWoke), (81, requeued)))
    #expect(isLate((50, .coordinatorWoke), (81.1, requeued)))
    // A lease that nobody ends.
    #expect(isLate((90, .coordinatorDied)))
  }

  @Test func noFileIsLost() throws {
    let kept = HistoryEvent.fileKept(Self.first, Self.checkpoint, digest: "c")
    let receipt = HistoryEvent.receipted(trial: 0, digest: "c", Self.a)
    let removed = HistoryEvent.fileRemoved(trial: 0, Self.checkpoint)
    let broken = [
      try replacing(.fileWritten(trial: 0, Self.checkpoint)),
      try replacing(kept, by: (2, receipt), (2, kept)),
      try adding((3, removed), after: receipt),
      try replacing(
        .fileKept(Self.second, "weights", digest: "w"), by: (33, .fileKept(Self.first, "weights", digest: "v"))),
      try replacing(.fileKept(Self.second, "weights", digest: "w")),
      try replacing(.began(Self.second, Self.b, step: 1), by: (33, .began(Self.second, Self.b, step: 0))),
    ]
    for history in broken { #expect(Set(rules(history)) == [.noFileIsLost]) }
    // The third from the end may go.
    let more = (2...3).flatMap { number -> [Step] in
      let name = "checkpoint-000\(number)"
      return [(2, .fileWritten(trial: 0, name)), (2, .fileKept(Self.first, name, digest: name))]
    }
    let index = try #require(Self.right.firstIndex { $0.event == receipt })
    let trimmed = Self.right[...index] + more + [(2, removed)] + Self.right[(index + 1)...]
    #expect(rules(Array(trimmed)) == [.noFileIsLost], "but for where the second worker begins")
    #expect(rules(trimmed.filter { $0.event != .began(Self.second, Self.b, step: 1) }).isEmpty)
  }

  @Test func noBlameWithoutCause() throws {
    #expect(rules(try replacing(.gaveUp(Self.other, Self.b))) == [.noBlameWithoutCause])
    let crashed = try replacing(.gaveUp(Self.other, Self.b), by: (3, .crashed(Self.other, Self.b)))
    #expect(rules(crashed).isEmpty)
    let failed = HistoryEvent.failed(Self.other, failures: 1, isQuarantined: false)
    #expect(
      rules(try replacing(failed, by: (3, .failed(Self.other, failures: 2, isQuarantined: false)))) == [
        .noBlameWithoutCause, .noBlameWithoutCause,
      ])
    #expect(Set(rules(try adding((3, failed), after: failed))) == [.noBlameWithoutCause])
    let last = HistoryEvent.failed(Work(trial: 1, attempt: 3), failures: 3, isQuarantined: true)
    let spared = HistoryEvent.failed(Work(trial: 1, attempt: 3), failures: 3, isQuarantined: false)
    #expect(rules(try replacing(last, by: (20, spared))).contains(.noBlameWithoutCause))
    let early = HistoryEvent.failed(Self.other, failures: 1, isQuarantined: true)
    #expect(rules(try replacing(failed, by: (3, early))).contains(.noBlameWithoutCause))
    // Two machines that crash are enough.
    var steps = try replacing(.gaveUp(Self.other, Self.b), by: (3, .crashed(Self.other, Self.a)))
    steps = steps.filter { $0.second < 10 || ![18, 19, 20].contains($0.second) }.map { step in
      switch step.event {
      case .gaveUp(let work, let worker): (step.second, .crashed(work, worker))
      case .failed(let work, 2, _): (step.second, .failed(work, failures: 2, isQuarantined: true))
      default: step
      }
    }
    #expect(rules(steps).isEmpty)
  }

  @Test func linesAreReadable() throws {
    var history = History()
    for step in Self.right { history.add(step.event, at: .seconds(step.second)) }
    let lines = history.lines
    #expect(lines.contains("    1.000 s  coordinator     stored: trial 0 attempt 1 is 0.1's"))
    #expect(lines.contains("   34.000 s  worker 1.1      holds result '\(Self.digest)' of trial 0 attempt 2"))
    #expect(!lines.contains { $0.contains("heard") })
  }
}
