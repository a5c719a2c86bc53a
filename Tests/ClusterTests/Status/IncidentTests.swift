import Cluster
import Coordination
import Foundation
import Testing

/// What was lost and retried is counted once, and for good.
final class IncidentTests {
  private let directory = FileManager.default.temporaryDirectory.appending(path: "incidents-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: directory) }

  private func store() throws -> StudyStore {
    try StudyStore(
      directory: directory,
      sweep: Sweep(name: "n", text: "", trials: (0..<3).map { .init(key: "t\($0)", payload: Data()) }))
  }

  private func status() throws -> StudyStatus { try StudyStatus(directory: directory) { _ in "a part" } }

  @Test func everyKindIsCountedOnceAndKept() throws {
    let first = Work(trial: 0, attempt: 1)
    let other = ResultReport(work: first, request: 1, digest: "e", isDiverged: false, payload: Data())
    do {
      let store = try store()
      try store.apply([.leased(first, worker: "a"), .leased(Work(trial: 1, attempt: 1), worker: "b")])
      let lost = Incident(.workerLost, time: 1, trial: 0, worker: "a", reason: "silent")
      let late = Incident(.fencedResult, time: 2, trial: 0, attempt: 1, worker: "a")
      let changes: [DurableChange] = [.requeued(trial: 0), .contradicted(other, worker: "a")]
      let told = try store.apply(changes, incidents: [lost, late])
      #expect(told.map(\.kind) == [.trialRequeued, .contradiction, .workerLost, .fencedResult])
      // The store knows whose trial it was.
      #expect(told[0].worker == "a" && told[0].attempt == 1)
      // The same once more is nothing new.
      #expect(try store.apply([.contradicted(other, worker: "a")], incidents: [late]) == [])
    }
    let counts = try store().incidentCounts()
    #expect(counts == (try status().incidents))
    let kinds: [Incident.Kind] = [.workerLost, .trialRequeued, .contradiction, .fencedResult]
    for kind in Incident.Kind.allCases { #expect(counts[kind] == (kinds.contains(kind) ? 1 : 0), "\(kind)") }
  }

  @Test func aCoordinatorThatNobodyCanComeBackToPutsEverythingBack() throws {
    let store = try store()
    try store.apply([
      .leased(Work(trial: 0, attempt: 1), worker: "a"), .leased(Work(trial: 2, attempt: 4), worker: "b"),
    ])
    try store.requeueAbandoned()
    #expect(try store.entries().map(\.state) == [.pending, .pending, .pending])
    #expect(try store.entries().map(\.attempt) == [1, 0, 4])
    try store.requeueAbandoned()
    #expect(try store.incidentCounts().trialsRequeued == 2)
  }

  @Test func aDirectoryTellsWhatWasGivenUpAndWhy() throws {
    let store = try store()
    let work = Work(trial: 1, attempt: 3)
    try store.apply([.leased(work, worker: "a")])
    try store.apply([.failed(work, failures: 3, reason: "why\nlog", crashedOn: nil, isQuarantined: true)])
    let status = try status()
    #expect(status.failures.map(\.trial) == ["t1"] && status.failures[0].isQuarantined)
    #expect(status.failures[0].attempts == 3 && status.failures[0].reason == "why")
    #expect(status.incidents.quarantines == 1 && status.incidents.failuresRetried == 0)
    #expect(status.trials.quarantined == 1 && status.trials.pending == 2 && status.trials.finished == 1)
    #expect(!status.isRunning && status.workers == [] && status.part == "a part")
  }

  @Test func nothingIsToldOfAMissingDirectory() {
    #expect(throws: ClusterError("/missing: no such directory")) {
      try StudyStatus(directory: URL(filePath: "/missing")) { _ in nil }
    }
  }
}
