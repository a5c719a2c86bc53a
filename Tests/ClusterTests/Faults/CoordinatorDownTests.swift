import Cluster
import Foundation
import Testing

/// The coordinator is away while workers train: they go on, and nothing is trained twice.
@Suite struct CoordinatorDownTests {
  // Longer than the lease, which is 30 s, and than any wait of the transport.
  @Test(arguments: [0, 5, 40]) func workersGoOnMeanwhile(seconds: Int) async throws {
    let sweep = try FixtureSweep(["holds", "holds-longer", "plain", "plain"])
    let first = try sweep.start(workers: 0, endpoint: sweep.endpoint)
    // Different directories, so that each worker has to bring its own results.
    let workers = try ["a", "b"].map { try sweep.startWorker(sweep.endpoint, name: $0, directory: $0) }
    try await eventually("both are at work") {
      ["t0", "t1"].allSatisfy { key in ["a", "b"].contains { sweep.isHeld(key, in: $0) } }
    }
    first.signal(SIGKILL)
    #expect(try await first.ends() == -SIGKILL)
    // One of them finishes meanwhile, the other one does not.
    try sweep.release()
    try await eventually("the result is kept") {
      ["a", "b"].contains { sweep.isResultKept("t0", in: $0) }
    }
    try await Task.sleep(for: .seconds(seconds))
    #expect(workers.allSatisfy { $0.process.isRunning })
    let second = try sweep.start(workers: 0, endpoint: sweep.endpoint)
    try await eventually("the other worker is back: \(second.errors)") {
      second.errors.contains("t1 goes on with the worker it had")
    }
    try sweep.release("release-longer")
    #expect(try await second.ends() == 0)
    for worker in workers { #expect(try await worker.ends() == 0) }
    #expect(second.output == (try await FixtureSweep.undisturbed(["holds", "plain", "plain", "plain"])))
    #expect(try sweep.stored().records.map(\.attempts) == [1, 1, 1, 1])
    #expect(try sweep.stored().epoch == 2)
  }
}
