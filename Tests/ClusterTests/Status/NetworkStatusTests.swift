import Cluster
import Foundation
import Testing
import ZeroMQ

/// Over a network, only who has a key of the allow-list learns how a study goes on.
@Suite(.serialized) struct NetworkStatusTests {
  private func client(_ network: FixtureNetwork, _ key: URL?) throws -> StatusClient {
    try StatusClient(endpoint: Endpoint(network.endpoint), key: key)
  }

  @Test func aKeyIsNeededToAsk() throws {
    let network = try FixtureNetwork(["plain"])
    let key = try network.makeKey("desk")
    let run = try network.start()
    #expect(try client(network, key).status().study == "fixture")
    let missing = #expect(throws: ClusterError.self) { try client(network, nil) }
    #expect(missing?.description.hasPrefix("\(network.endpoint): a network needs a key; ") == true)
    let other = try KeyDirectory(network.sweep.root.appending(path: "other")).makeWorkerKey(name: "x", expires: nil)
    let stranger = #expect(throws: ClusterError.self) { try client(network, other).status() }
    #expect(stranger?.description.hasPrefix("\(network.endpoint): ") == true)
    #expect(stranger?.description.contains(other.path) == true)
    // A copy of the file is what a revoked user has.
    let copy = network.sweep.root.appending(path: "copy.key")
    try FileManager.default.copyItem(at: key, to: copy)
    try network.keys.revoke(name: "desk")
    let refused = #expect(throws: ClusterError.self) { try client(network, copy).status() }
    #expect(refused?.description.contains("refuses the key \(copy.path): revoked") == true)
    run.signal(SIGTERM)
    #expect(try run.end() == 130)
  }

  @Test func aKeyIsNeededToWatchAndToGoOnWatching() throws {
    let network = try FixtureNetwork(["holds"])
    let feed = try FixtureNetwork(["plain"]).endpoint
    let keys = try ["stays", "goes"].map { try WorkerKey(contentsOf: network.makeKey($0)) }
    let run = try network.start(workers: 1, environment: ["FIXTURE_EVENTS": feed])
    _ = try network.sweep.processHolding("t0")
    let stays = try Watcher(feed, security: keys[0].security)
    let goes = try Watcher(feed, security: keys[1].security)
    let stranger = try Watcher(feed)
    for watcher in [stays, goes] { try eventually("it sees the status") { try watcher.next()?.topic == "status" } }
    try network.keys.revoke(name: "goes")
    try eventually("it is refused: \(run.errors)") { run.errors.contains("key 'goes' was revoked or replaced") }
    while try goes.next() != nil {}
    // The feed was opened anew, and what happens before a watcher has found it again is not told twice. Of what waits here the
    // first may be from before.
    while try stays.next() != nil {}
    for _ in 0..<2 { try eventually("it is back") { try stays.next()?.topic == "status" } }
    try network.sweep.release()
    try eventually("the other one sees the end") { try stays.next()?.topic == "ended" }
    #expect(try run.end() == 0)
    #expect(try goes.next() == nil)
    #expect(try stranger.next() == nil)
  }
}
