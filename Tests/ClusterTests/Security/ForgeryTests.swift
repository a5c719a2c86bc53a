import Cluster
import Coordination
import Foundation
import Testing
import ZeroMQ

/// Peers with good keys that do not keep to the rules.
@Suite(.serialized) struct ForgeryTests {
  @Test func noWorkerSpeaksAsAnother() throws {
    let network = try FixtureNetwork(["holds"])
    let (first, second) = try (network.makeKey("lab1"), network.makeKey("lab2"))
    let coordinator = try network.start()
    // An honest worker, whose identity somebody came to know.
    let honest = try FixturePeer(network, key: first, identity: "honest")
    try honest.join()
    try honest.send(.ready(Ready(request: 1)))
    let work = try honest.wait(for: "an assignment") {
      if case .assign(let assignment) = $0 { assignment.work } else { nil }
    }
    try honest.send(.heartbeat(WorkerStatus(request: 1, work: work)))
    let rogue = try FixturePeer(network, key: second, identity: "honest")
    let forged = ResultReport(work: work, request: 1, digest: "forged", isDiverged: false, payload: Data("forged".utf8))
    try rogue.send(.result(forged))
    try rogue.send(.bye(Bye(reason: "forged")))
    try eventually("it is dropped") { coordinator.errors.contains("it speaks as a worker that has another key") }
    #expect(try network.sweep.stored().records.map(\.state) != [.done])
    // The honest one, whose connection the other's took the place of, is still believed.
    try honest.reconnect()
    let result = ResultReport(work: work, request: 1, digest: "d", isDiverged: false, payload: Data("mine".utf8))
    try eventually("its result is acknowledged") {
      try honest.send(.result(result))
      var poller = Poller()
      poller.add(honest.socket)
      _ = try poller.wait(milliseconds: 100)
      while let frames = try honest.socket.receive() {
        if case .acknowledge = try MessageCodec.decodeCoordinatorMessage(frames) { return true }
      }
      return false
    }
    try honest.leave()
    // The other was heard to the end.
    withExtendedLifetime(rogue) {}
    #expect(try coordinator.end() == 0)
    #expect(try network.sweep.stored().records.map(\.payload) == [Data("mine".utf8)])
  }

  @Test func messagesThatComeAgainAndOutOfOrderChangeNothing() throws {
    let network = try FixtureNetwork(["plain", "plain", "plain"])
    let key = try network.makeKey("lab1")
    let coordinator = try network.start()
    let peer = try FixturePeer(network, key: key)
    try peer.join()
    var random = SplitMix64(seed: 3)
    var past: [WorkerMessage] = []
    for request in 1...3 {
      try peer.send(.ready(Ready(request: request)))
      let work = try peer.wait(for: "an assignment") {
        if case .assign(let assignment) = $0, assignment.request == request { assignment.work } else { nil }
      }
      #expect(work == Work(trial: request - 1, attempt: 1))
      let result = ResultReport(
        work: work, request: request, digest: "d\(work.trial)", isDiverged: false, payload: Data("\(work.trial)".utf8))
      past += [
        .ready(Ready(request: request)), .heartbeat(WorkerStatus(request: request, work: work)),
        .progress(ProgressReport(work: work, fraction: 0.5, description: "")), .result(result),
      ]
      if request < 3 {
        try peer.send(.result(result))
        // All of the past in any order: nothing is handed out, requeued or counted again for it.
        for message in (past + past).shuffled(using: &random) { try peer.send(message) }
      } else {
        for message in past.shuffled(using: &random) { try peer.send(message) }
      }
    }
    try peer.leave()
    #expect(try coordinator.end() == 0)
    let stored = try network.sweep.stored()
    #expect(stored.records.map(\.payload) == [Data("0".utf8), Data("1".utf8), Data("2".utf8)])
    #expect(stored.records.map(\.attempts) == [1, 1, 1])
    #expect(stored.contradictions == 0)
  }
}
