import Cluster
import Foundation
import Testing
import ZeroMQ

/// Whoever has no good key is refused in one line on each side, and the study goes on.
@Suite(.serialized) struct RefusalTests {
  /// A key that another coordinator made, but for this one's address: the coordinator's public key is right.
  private func stranger(_ network: FixtureNetwork) throws -> URL {
    let other = KeyDirectory(network.sweep.root.appending(path: "other"))
    let file = try other.makeWorkerKey(name: "stranger", expires: nil)
    let own = try String(contentsOf: network.makeKey("lab1"), encoding: .utf8)
    let line = try #require(own.split(separator: "\n").first { $0.hasPrefix("coordinator-key") })
    let text = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      $0.hasPrefix("coordinator-key") ? line : $0
    }
    try write(text.joined(separator: "\n"), to: file)
    return file
  }

  private func write(_ text: String, to url: URL) throws {
    let handle = try FileHandle(forWritingTo: url)
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }

  /// The worker ends with a line that says how to mend it, the coordinator's log has one with the reason, and then another
  /// worker does the work.
  private func expectRefused(
    _ network: FixtureNetwork, _ key: URL, _ reason: String, _ advice: String = "'heatsweep keys make NAME'",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let good = try network.makeKey("good")
    let coordinator = try network.start()
    let worker = try network.startWorker(key: key)
    #expect(try worker.end() == 1, sourceLocation: sourceLocation)
    #expect(worker.errors.contains(key.path), sourceLocation: sourceLocation)
    #expect(worker.errors.contains(advice), sourceLocation: sourceLocation)
    try eventually("the coordinator says it") { coordinator.errors.contains("refused 127.0.0.1: \(reason)") }
    // Said once for each reason that a broken handshake shows, however often it is tried.
    #expect(coordinator.errors.components(separatedBy: "refused").count <= 3, sourceLocation: sourceLocation)
    let last = try network.startWorker(key: good)
    #expect(try coordinator.end() == 0, sourceLocation: sourceLocation)
    #expect(try last.end() == 0, sourceLocation: sourceLocation)
  }

  @Test func aKeyThatWasNeverMadeHere() throws {
    let network = try FixtureNetwork(["plain"])
    try expectRefused(network, stranger(network), "a key that is not on the allow-list")
  }

  @Test func aKeyForAnotherCoordinator() throws {
    let network = try FixtureNetwork(["plain"])
    let other = KeyDirectory(network.sweep.root.appending(path: "other"))
    let key = try other.makeWorkerKey(name: "lab1", expires: nil)
    try expectRefused(network, key, "it has no key, or one for another coordinator")
  }

  @Test func aKeyThatHasExpired() throws {
    let network = try FixtureNetwork(["plain"])
    let key = try network.makeKey("lab1", expires: Date(timeIntervalSince1970: 1_000_000_000))
    try expectRefused(network, key, "key 'lab1' expired at 2001-09-09T01:46:40Z")
  }

  @Test func aKeyThatWasReplaced() throws {
    let network = try FixtureNetwork(["plain"])
    let key = try network.makeKey("lab1")
    let old = network.sweep.root.appending(path: "old.key")
    try FileManager.default.copyItem(at: key, to: old)
    _ = try network.makeKey("lab1")
    try expectRefused(network, old, "a key that is not on the allow-list")
  }

  @Test func somebodyWithoutAKey() throws {
    let network = try FixtureNetwork(["plain"])
    let good = try network.makeKey("good")
    let coordinator = try network.start()
    let socket = try Socket(.dealer, in: Context())
    try socket.connect(network.endpoint)
    // Which side sees first that they do not fit, and whether its address can still be asked for, is a matter of chance.
    try eventually("the coordinator says it; it wrote: \(coordinator.errors)") {
      coordinator.errors.contains(/refused (127\.0\.0\.1|a stranger): it (has no key|left before it showed a key)/)
    }
    withExtendedLifetime(socket) {}
    _ = try network.startWorker(key: good)
    #expect(try coordinator.end() == 0)
  }

  @Test func aKeyThatIsRevokedWhileItsWorkerTrains() throws {
    let network = try FixtureNetwork(["holds"])
    let (first, second) = try (network.makeKey("lab1"), network.makeKey("lab2"))
    let coordinator = try network.start()
    let revoked = try network.startWorker(key: first)
    _ = try network.sweep.processHolding("t0")
    try network.keys.revoke(name: "lab1")
    // At once, not when its lease ends after 30 s.
    #expect(try revoked.end() == 1)
    #expect(revoked.errors.contains("key 'lab1' was revoked or replaced"))
    #expect(coordinator.errors.contains("outside was lost (key 'lab1' was revoked or replaced)"))
    #expect(!FileManager.default.fileExists(atPath: first.path))
    _ = try network.startWorker(key: second)
    _ = try network.sweep.processHolding("t0")
    try network.sweep.release()
    #expect(try coordinator.end() == 0)
    #expect(try network.sweep.stored().records.map(\.attempts) == [2])
  }

  @Test func aKeyThatEndsWhileItsWorkerTrains() throws {
    let network = try FixtureNetwork(["holds"])
    let key = try network.makeKey("lab1", expires: Date().addingTimeInterval(3))
    let coordinator = try network.start()
    let worker = try network.startWorker(key: key)
    _ = try network.sweep.processHolding("t0")
    #expect(try worker.end() == 1)
    #expect(worker.errors.contains("key 'lab1' expired at"))
    _ = try network.startWorker(key: network.makeKey("lab1"))
    try network.sweep.release()
    #expect(try coordinator.end() == 0)
  }

  @Test func aListThatCannotBeReadSendsNobodyAway() throws {
    let network = try FixtureNetwork(["holds"])
    let key = try network.makeKey("lab1")
    let coordinator = try network.start()
    let worker = try network.startWorker(key: key)
    _ = try network.sweep.processHolding("t0")
    let list = network.keys.url.appending(path: "allowed")
    try write("lab1 oops\n", to: list)
    try eventually("it is said") { coordinator.errors.contains("allowed: line 1: expected NAME PUBLICKEY EXPIRY") }
    try network.sweep.release()
    #expect(try coordinator.end() == 0)
    #expect(try worker.end() == 0)
  }
}
