import Foundation
import Studies
import Synchronization
import Testing

/// Workers that want the same features at the same time compute them once.
@Suite struct FeatureSharingTests {
  /// What a worker on a thread of its own did.
  private final class Worker: Sendable {
    private let result = Mutex<[Float]>([])
    private let isOver = DispatchSemaphore(value: 0)

    /// - Parameter report: told of every step, on the worker's thread.
    init(_ cache: FeatureCache, report: @escaping @Sendable (String) -> Void) {
      let thread = Thread { [self] in
        let values = try? FeatureRequest().features(from: cache, report: report).tensor(Array(0..<32)).array
        result.withLock { $0 = values ?? [] }
        isOver.signal()
      }
      thread.stackSize = 16 << 20
      thread.start()
    }

    var values: [Float] {
      isOver.wait()
      // For whoever asks next.
      isOver.signal()
      return result.withLock { $0 }
    }
  }

  @Test func theSecondWaitsForTheFirst() throws {
    let sandbox = FeatureSandbox()
    let (hasBegun, mayGoOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let computed = Mutex(0)
    let first = Worker(sandbox.cache()) { line in
      computed.withLock { $0 += line.hasPrefix("features of") ? 1 : 0 }
      hasBegun.signal()
      mayGoOn.wait()
    }
    hasBegun.wait()
    // Whoever waits has asked for the draft and was refused.
    let waits = DispatchSemaphore(value: 0)
    let second = Worker(sandbox.cache()) { line in
      computed.withLock { $0 += line.hasPrefix("features of") ? 1 : 0 }
      if line.hasPrefix("waits") { waits.signal() }
    }
    waits.wait()
    #expect(sandbox.files() == [])
    mayGoOn.signal()
    #expect(first.values.count == 32 * 6 * 8 * 64)
    #expect(second.values == first.values)
    #expect(computed.withLock { $0 } == 1)
    #expect(sandbox.files().count == 1 && sandbox.files(".partial") == [])
    #expect(sandbox.warnings == [])
  }

  /// The lock goes with its holder.
  @Test func whoGivesUpLeavesItToTheNext() throws {
    let sandbox = FeatureSandbox()
    var cancelled = FeatureRequest()
    cancelled.isCancelled = { true }
    #expect(throws: TrialTrainer.Cancelled.self) { try cancelled.features(from: sandbox.cache()) }
    #expect(try FeatureRequest().batchesComputed(by: sandbox.cache()) == 4)
  }
}
