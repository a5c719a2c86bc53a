import Cluster
import Coordination
import Foundation
import Testing

/// What a page is fed from: the store, read again and again while a coordinator writes to it.
final class StudyReaderTests {
  private let directory = FileManager.default.temporaryDirectory.appending(path: "reader-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: directory) }

  @Test func `it tells of every trial at first, and then of those that changed`() throws {
    let trials = (0..<3).map { Sweep.Trial(key: "t\($0)", payload: Data("p".utf8)) }
    let store = try StudyStore(directory: directory, sweep: Sweep(name: "n", text: "text", trials: trials))
    let reader = try StudyReader(directory: directory)
    #expect(try reader.changes().map(\.key) == ["t0", "t1", "t2"])
    #expect(try reader.changes() == [])
    try store.apply([.leased(Work(trial: 1, attempt: 1), worker: "a")])
    let leased = try reader.changes()
    #expect(leased.map(\.number) == [1] && leased[0].state == .leased && leased[0].payload == nil)
    let report = ResultReport(
      work: Work(trial: 1, attempt: 1), request: 1, digest: "d", isDiverged: true, payload: Data("result".utf8))
    try store.apply([
      .accepted(report, worker: "a"), .leased(Work(trial: 2, attempt: 1), worker: "b"),
      .failed(Work(trial: 2, attempt: 1), failures: 1, reason: "r", crashedOn: nil, isQuarantined: false),
    ])
    let changes = try reader.changes()
    #expect(changes.map(\.state) == [.done, .backoff])
    #expect(changes[0].payload == Data("result".utf8) && changes[0].isDiverged && changes[0].worker == "a")
    #expect(changes[1].failure == "r" && changes[1].attempts == 1)
    // A second failure leaves the state as it was.
    try store.apply([
      .leased(Work(trial: 2, attempt: 2), worker: "b"),
      .failed(Work(trial: 2, attempt: 2), failures: 2, reason: "r", crashedOn: nil, isQuarantined: false),
    ])
    #expect(try reader.changes().map(\.attempts) == [2])
  }

  @Test func `where no study is it says so`() {
    #expect(throws: ClusterError.self) { try StudyReader(directory: self.directory) }
  }
}
