import Cluster
import Coordination
import Foundation
import Testing
import ZeroMQ

/// What happens in a sweep, as watchers see it; and that they can do nothing to it.
@Suite(.serialized) struct EventFeedTests {
  private func feed(of sweep: FixtureSweep) -> String { "ipc://\(sweep.root.path)/events" }

  private func start(_ sweep: FixtureSweep, workers: Int) throws -> FixtureSweep.Run {
    try sweep.start(workers: workers, endpoint: sweep.endpoint, environment: ["FIXTURE_EVENTS": feed(of: sweep)])
  }

  @Test func aWatcherSeesEverythingInOrder() throws {
    let sweep = try FixtureSweep(["plain", "fails"])
    let run = try start(sweep, workers: 0)
    let watcher = try Watcher(feed(of: sweep))
    // From the first status on, it misses nothing.
    try eventually("it is connected") { try watcher.next()?.topic == "status" }
    let worker = try sweep.startWorker(sweep.endpoint)
    var events: [EventMessage] = []
    var last: StudyStatus?
    try eventually("the end is told") {
      guard let (topic, json) = try watcher.next() else { return false }
      if topic == "status" {
        last = try StudyStatus(json: json)
        return false
      }
      let event = try watcher.event(json)
      #expect(topic == event.event.rawValue)
      events.append(event)
      return topic == "ended"
    }
    #expect(try run.end() == 0)
    #expect(try worker.end() == 0)
    #expect(events.map(\.sequence) == Array(1...events.count))
    #expect(events.allSatisfy { $0.epoch == 1 && $0.time > 1e9 })
    #expect(last?.isRunning == false && last?.isComplete == true)

    let kinds = events.filter { $0.event != .progressed }.map { $0.event.rawValue + ($0.trial.map { " \($0)" } ?? "") }
    #expect(kinds.first == "joined" && kinds.suffix(3).contains("complete") && kinds.last == "ended")
    #expect(kinds.filter { $0.hasSuffix(" t0") } == ["assigned t0", "finished t0"])
    #expect(
      kinds.filter { $0.hasSuffix(" t1") } == Array(repeating: ["assigned t1", "failed t1"], count: 3).flatMap { $0 })
    let process = Int(worker.process.processIdentifier)
    #expect(events.filter { $0.worker != nil }.allSatisfy { $0.worker == "outside" && $0.process == process })
    let finished = try #require(events.first { $0.event == .finished })
    #expect(
      finished.number == 0 && finished.attempt == 1 && finished.isDiverged == false && finished.seconds ?? -1 >= 0)
    #expect(finished.host == ProcessInfo.processInfo.hostName)
    let failures = events.filter { $0.event == .failed }
    #expect(failures.map(\.attempt) == [1, 2, 3] && failures.map(\.isQuarantined) == [false, false, true])
    #expect(failures.allSatisfy { $0.reason == "this trial always fails" })
  }

  @Test func aTopicIsEnoughToSubscribeTo() throws {
    let sweep = try FixtureSweep(["holds"])
    let run = try start(sweep, workers: 1)
    _ = try sweep.processHolding("t0")
    let watcher = try Watcher(feed(of: sweep), topics: ["status", "finished"])
    try eventually("it is connected") { try watcher.next() != nil }
    try sweep.release()
    try eventually("the trial is told") {
      let topic = try watcher.next()?.topic
      #expect(["status", "finished", nil].contains(topic))
      return topic == "finished"
    }
    #expect(try run.end() == 0)
  }

  @Test func hundredsOfWatchersThatNeverReadHoldNothingUp() throws {
    let sweep = try FixtureSweep(["holds"] + Array(repeating: "plain", count: 20))
    let run = try start(sweep, workers: 1)
    _ = try sweep.processHolding("t0")
    let watchers = try (0..<300).map { _ in try Watcher(feed(of: sweep), queueLimit: 1) }
    for watcher in [watchers[0], watchers[299]] {
      try eventually("it is connected") { try watcher.next() != nil }
    }
    try sweep.release()
    #expect(try run.end() == 0)
    #expect(try sweep.stored().records.allSatisfy { $0.state == .done })
    withExtendedLifetime(watchers) {}
  }

  @Test func aWatcherThatSendsGarbageChangesNothing() throws {
    let sweep = try FixtureSweep(["holds"])
    let run = try start(sweep, workers: 1)
    _ = try sweep.processHolding("t0")
    var random = SplitMix64(seed: 4)
    for length in [1, 64, 100_000] {
      let connection = try LocalConnection(sweep.root.appending(path: "events").path)
      connection.write((0..<length).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
    // A subscription of a hundred kilobytes, and a peer that no publisher talks to.
    let watcher = try Watcher(feed(of: sweep), topics: [String(repeating: "x", count: 100_000), "status"])
    let dealer = try Socket(.dealer, in: Context())
    try dealer.connect(feed(of: sweep))
    _ = try dealer.send([Data("x".utf8)])
    let other = try Watcher(feed(of: sweep))
    try eventually("others are served") { try other.next()?.topic == "status" }
    // Questions without an end, whose answers nobody reads.
    let curious = try Socket(.dealer, in: Context())
    try curious.connect(sweep.endpoint)
    for _ in 0..<500 { _ = try curious.send([Data("heatsweep 1 status".utf8), Data("{}".utf8)]) }
    try sweep.release()
    #expect(try run.end() == 0)
    withExtendedLifetime(watcher) {}
  }
}
