import Cluster
import Coordination
import Foundation
import GRDB
import Testing

/// A `study.sqlite` that was cut or whose bits changed is refused with one line and left as it is, or holds what it held.
final class DamagedStoreTests {
  private let directory = FileManager.default.temporaryDirectory.appending(path: "damage-\(UUID().uuidString)")
  private var file: URL { directory.appending(path: StudyStore.fileName) }
  private let sweep: Sweep
  private let whole: Data
  private let content: [String]

  /// A study in the middle of its way: a result, a failure, an attempt, a trial that waits.
  init() throws {
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    sweep = try Sweep(
      name: "study", text: "text of the study",
      trials: (0..<4).map { Sweep.Trial(key: "t\($0)", payload: Data("payload of \($0)".utf8)) })
    do {
      let store = try StudyStore(directory: directory, sweep: sweep)
      _ = try store.beginEpoch()
      let work = (0..<4).map { Work(trial: $0, attempt: 1) }
      try store.apply([
        .leased(work[0], worker: "a"), .leased(work[1], worker: "b"), .leased(work[2], worker: "c"),
        .accepted(
          ResultReport(work: work[0], request: 1, digest: "d", isDiverged: true, payload: Data("result".utf8)),
          worker: "a"),
        .contradicted(
          ResultReport(work: work[0], request: 1, digest: "e", isDiverged: false, payload: Data("other".utf8)),
          worker: "b"),
        .failed(work[1], failures: 1, reason: "reason", crashedOn: nil, isQuarantined: false),
      ])
    }
    // In small pages the same content is a file small enough to be cut at each of its bytes.
    let small = directory.appending(path: "small").path
    try DatabaseQueue(path: directory.appending(path: StudyStore.fileName).path).inDatabase { database in
      try database.execute(sql: "PRAGMA page_size = 512")
      try database.execute(sql: "VACUUM INTO ?", arguments: [small])
    }
    whole = try Data(contentsOf: URL(filePath: small))
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: directory.path + "/" + StudyStore.fileName + suffix)
    }
    try whole.write(to: directory.appending(path: StudyStore.fileName))
    content = try Self.content(directory, sweep)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  /// Everything that a study decides by.
  private static func content(_ directory: URL, _ sweep: Sweep) throws -> [String] {
    let study = try StoredStudy(directory: directory)
    let entries = try StudyStore(directory: directory, sweep: sweep).entries()
    return entries.map { "\($0)" } + study.records.map { "\($0)" } + study.trials.map { "\($0)" }
      + [study.name, study.fingerprint, study.text, "\(study.epoch)", "\(study.contradictions)"]
  }

  /// - Returns: whether the file was refused.
  private func isRefused(_ bytes: Data, _ what: String) async throws -> Bool {
    // There are thousands of these, and other tests that wait for a thread.
    await Task.yield()
    try bytes.write(to: file)
    defer { for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) } }
    do {
      #expect(try Self.content(directory, sweep) == content, "\(what) is another study, silently")
      return false
    } catch let error as ClusterError {
      #expect(error.description.hasPrefix("\(file.path): "), "\(what)")
      #expect(!error.description.contains("\n"), "\(what)")
      #expect(try Data(contentsOf: file) == bytes, "\(what): the file was changed")
      return true
    }
  }

  @Test func cutAtEveryByte() async throws {
    for length in 0..<whole.count {
      let isRefused = try await isRefused(whole.prefix(length), "cut after \(length) bytes")
      #expect(isRefused, "cut after \(length) bytes")
    }
    let isWholeRefused = try await isRefused(whole, "whole")
    #expect(!isWholeRefused)
  }

  /// What was written last is lost with the end of the log: the rest is what it was then.
  @Test func aLogCutAnywhereIsAnEarlierState() async throws {
    let log = URL(filePath: file.path + "-wal")
    let store = try StudyStore(directory: directory, sweep: sweep)
    var states = [try store.entries()]
    let leased = DurableChange.leased(Work(trial: 3, attempt: 1), worker: "d")
    for change in [leased, .requeued(trial: 3), .requeued(trial: 2)] {
      try store.apply([change])
      states.append(try store.entries())
    }
    let (database, written) = (try Data(contentsOf: file), try Data(contentsOf: log))
    let copy = directory.appending(path: "copy")
    var seen = Set<Int>()
    for length in stride(from: 0, through: written.count, by: 61) {
      await Task.yield()
      try? FileManager.default.removeItem(at: copy)
      try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: false)
      try database.write(to: copy.appending(path: StudyStore.fileName))
      try written.prefix(length).write(to: copy.appending(path: "\(StudyStore.fileName)-wal"))
      let entries = try StudyStore(directory: copy, sweep: sweep).entries()
      seen.insert(try #require(states.firstIndex(of: entries), "\(length) bytes of the log are a state that never was"))
    }
    #expect(seen.count > 2)
    withExtendedLifetime(store) {}
  }

  @Test func everyBitOfItsHeaderFlipped() async throws {
    for bit in 0..<800 { try await flip(bit) }
  }

  @Test func bitsFlippedAnywhere() async throws {
    var random = SplitMix64(seed: 7)
    var refused = 0
    for _ in 0..<500 {
      if try await flip(Int.random(in: 0..<8 * whole.count, using: &random)) { refused += 1 }
    }
    // Some of the file is room that nothing uses yet.
    #expect((50..<500).contains(refused))
  }

  /// Values are rare in a small file: each of their bits.
  @Test func everyBitOfItsValuesFlipped() async throws {
    for text in ["result", "reason", "text of the study", "payload of 3", "pending", "backoff", "study"] {
      let range = try #require(whole.range(of: Data(text.utf8), options: .backwards))
      for bit in 8 * range.lowerBound..<8 * range.upperBound {
        let isRefused = try await flip(bit)
        #expect(isRefused, "bit \(bit) of '\(text)'")
      }
    }
  }

  @discardableResult private func flip(_ bit: Int) async throws -> Bool {
    var bytes = whole
    bytes[bit / 8] ^= 1 << (bit % 8)
    return try await isRefused(bytes, "bit \(bit)")
  }
}
