import Cluster
import Coordination
import Foundation
import Testing

/// What is on disk is believed only when it is whole and ours, and never overwritten otherwise.
final class StoreTests {
  private let directory = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)")
  private var file: URL { directory.appending(path: StudyStore.fileName) }

  init() throws { try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: directory) }

  private func sweep(_ payload: String = "p", trials: Int = 3) throws -> Sweep {
    try Sweep(
      name: "n", text: "text", trials: (0..<trials).map { Sweep.Trial(key: "t\($0)", payload: Data(payload.utf8)) })
  }

  private func result(_ trial: Int, _ digest: String) -> ResultReport {
    ResultReport(
      work: Work(trial: trial, attempt: 1), request: 1, digest: digest, isDiverged: false, payload: Data(digest.utf8))
  }

  @Test func changesAreThereAfterOpeningAgain() throws {
    do {
      let store = try StudyStore(directory: directory, sweep: sweep())
      #expect(try store.beginEpoch() == 1)
      try store.apply([
        .leased(Work(trial: 0, attempt: 1), worker: "a"), .accepted(result(0, "d"), worker: "a"),
        .leased(Work(trial: 1, attempt: 1), worker: "b"),
        .failed(Work(trial: 1, attempt: 1), failures: 1, reason: "r", crashedOn: "b", isQuarantined: false),
        .leased(Work(trial: 2, attempt: 1), worker: "b"), .requeued(trial: 2),
        .contradicted(result(0, "other"), worker: "b"), .contradicted(result(0, "other"), worker: "b"),
      ])
    }
    let store = try StudyStore(directory: directory, sweep: sweep())
    #expect(try store.beginEpoch() == 2)
    let entries = try store.entries()
    #expect(entries.map(\.state) == [.done, .backoff, .pending])
    #expect(entries.map(\.attempt) == [1, 1, 1])
    #expect(entries[0].digest == "d")
    #expect(entries[1].lastFailedAttempt == 1 && entries[1].crashedOn == "b")
    let study = try StoredStudy(directory: directory)
    #expect(study.contradictions == 1)
    #expect(study.text == "text")
    #expect(study.records[0].payload == Data("d".utf8))
    #expect(study.records[1].failure == "r")
  }

  @Test func aTransactionIsWholeOrNot() throws {
    let store = try StudyStore(directory: directory, sweep: sweep())
    try store.apply([.accepted(result(0, "d"), worker: "a")])
    // The second acceptance of trial 0 is impossible, so the first of trial 1 must not be there either.
    #expect(throws: ClusterError.self) {
      try store.apply([.accepted(self.result(1, "e"), worker: "a"), .accepted(self.result(0, "f"), worker: "a")])
    }
    #expect(try store.records().map(\.state) == [.done, .pending, .pending])
  }

  @Test func anotherStudyIsRefused() throws {
    _ = try StudyStore(directory: directory, sweep: sweep())
    let error = #expect(throws: ClusterError.self) {
      try StudyStore(directory: self.directory, sweep: self.sweep("other"))
    }
    #expect(error?.description.contains("another study") == true)
  }

  @Test(arguments: [0, 1, 99, 100, 2000, 4095, 4096, 10_000])
  func aFileCutShortIsNamedAndLeftAsItIs(length: Int) throws {
    do { _ = try StudyStore(directory: directory, sweep: sweep(trials: 200)) }
    let whole = try Data(contentsOf: file)
    try whole.prefix(length).write(to: file)
    try expectRefused(leaving: whole.prefix(length))
  }

  @Test func aDamagedPageIsNamedAndLeftAsItIs() throws {
    do { _ = try StudyStore(directory: directory, sweep: sweep(trials: 200)) }
    var bytes = try Data(contentsOf: file)
    for index in 4096..<bytes.count { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) }
    try bytes.write(to: file)
    try expectRefused(leaving: bytes)
  }

  @Test func aFileOfAnotherProgramIsNamedAndLeftAsItIs() throws {
    let bytes = Data("not a database, but somebody's notes".utf8)
    try bytes.write(to: file)
    try expectRefused(leaving: bytes)
  }

  private func expectRefused(leaving bytes: Data) throws {
    let error = #expect(throws: ClusterError.self) {
      try StudyStore(directory: self.directory, sweep: self.sweep(trials: 200)).entries()
    }
    #expect(error?.description.contains("study.sqlite: is damaged or not a heatsweep study") == true)
    #expect(error?.description.contains("\n") == false)
    #expect(throws: ClusterError.self) { try StoredStudy(directory: self.directory) }
    #expect(try Data(contentsOf: file) == bytes)
  }

  @Test func aLogWithoutItsDatabaseIsNotMixedIntoANewOne() throws {
    try Data("log".utf8).write(to: directory.appending(path: "study.sqlite-wal"))
    #expect(throws: ClusterError.self) { try StudyStore(directory: self.directory, sweep: self.sweep()) }
  }

  @Test func aDirectoryWithoutAStudyIsSaidToBeOne() throws {
    #expect(throws: ClusterError.self) { try StoredStudy(directory: self.directory) }
    #expect(throws: ClusterError.self) { try StoredStudy(directory: self.directory.appending(path: "missing")) }
  }

  @Test func onlyOneCoordinatorAtATime() throws {
    do {
      let lock = try DirectoryLock(directory: directory)
      let error = #expect(throws: ClusterError.self) { try DirectoryLock(directory: self.directory) }
      #expect(error?.description.contains("process \(getpid())") == true)
      withExtendedLifetime(lock) {}
    }
    _ = try DirectoryLock(directory: directory)
  }

  @Test(arguments: ["", ".", "..", "a/b", "/etc", ".hidden", "ä", "a b", String(repeating: "x", count: 129)])
  func aKeyThatLeavesItsDirectoryIsRefused(key: String) {
    #expect(throws: ClusterError.self) {
      try Sweep(name: "n", text: "", trials: [Sweep.Trial(key: key, payload: Data())])
    }
  }

  @Test func aKeyThatComesTwiceIsRefused() {
    let trial = Sweep.Trial(key: "a", payload: Data())
    #expect(throws: ClusterError.self) { try Sweep(name: "n", text: "", trials: [trial, trial]) }
  }
}
