import Cluster
import Foundation
import Testing
import ZeroMQ

/// Coordinators that listen at tcp, and who gets in.
@Suite(.serialized) struct NetworkTests {
  @Test func aWorkerWithItsKeyTakesPart() throws {
    let network = try FixtureNetwork(["plain", "plain"])
    let key = try network.makeKey("lab1")
    let coordinator = try network.start()
    let worker = try network.startWorker(key: key)
    #expect(try coordinator.end() == 0)
    #expect(try worker.end() == 0)
    #expect(try network.sweep.stored().records.map(\.state) == [.done, .done])
  }

  @Test func localWorkersOfANetworksCoordinatorHaveAKeyOfTheirOwn() throws {
    let network = try FixtureNetwork(["plain", "plain"])
    let coordinator = try network.start(workers: 2)
    #expect(try coordinator.end() == 0)
    #expect(try network.keys.list().isEmpty)
    let left = try FileManager.default.contentsOfDirectory(atPath: network.sweep.root.path)
    #expect(!left.contains { $0.hasPrefix("heatsweep.") })
  }

  @Test func withoutKeysNeitherSideStarts() throws {
    let sweep = try FixtureSweep(["plain"])
    let coordinator = try sweep.start(workers: 0, endpoint: "tcp://127.0.0.1:*")
    #expect(try coordinator.end() == 1)
    #expect(coordinator.errors.contains("a network needs keys; make some with 'heatsweep keys make NAME'"))
    let worker = try sweep.startWorker("tcp://127.0.0.1:5555")
    #expect(try worker.end() == 1)
    #expect(worker.errors.contains("a network needs a key"))
  }
}
