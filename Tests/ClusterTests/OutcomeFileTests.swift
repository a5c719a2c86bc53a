import Cluster
import Foundation
import Testing

/// A result that waits for its acknowledgement is delivered only where it is whole and belongs to the sweep.
final class OutcomeFileTests {
  private let directory = FileManager.default.temporaryDirectory.appending(path: "outcome-\(UUID().uuidString)")
  private let outcome = TrialOutcome(payload: Data("payload".utf8), reproducible: Data("part".utf8), isDiverged: true)

  init() throws { try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: directory) }

  @Test func isReadAsItWasWritten() throws {
    #expect(OutcomeFile.read(from: directory, fingerprint: "f", key: "k") == nil)
    let file = OutcomeFile(fingerprint: "f", key: "k", outcome: outcome)
    try file.write(to: directory)
    #expect(OutcomeFile.read(from: directory, fingerprint: "f", key: "k") == file)
    OutcomeFile.remove(from: directory)
    #expect(OutcomeFile.read(from: directory, fingerprint: "f", key: "k") == nil)
  }

  @Test func isNotBelievedForAnotherStudyOrTrial() throws {
    try OutcomeFile(fingerprint: "f", key: "k", outcome: outcome).write(to: directory)
    #expect(OutcomeFile.read(from: directory, fingerprint: "g", key: "k") == nil)
    #expect(OutcomeFile.read(from: directory, fingerprint: "f", key: "l") == nil)
  }

  @Test func isNotBelievedWhenCutShort() throws {
    try OutcomeFile(fingerprint: "f", key: "k", outcome: outcome).write(to: directory)
    let path = directory.appending(path: "outcome.pending")
    let whole = try Data(contentsOf: path)
    for length in 0..<whole.count {
      try whole.prefix(length).write(to: path)
      #expect(OutcomeFile.read(from: directory, fingerprint: "f", key: "k") == nil)
    }
  }

  @Test func onlyTheReproduciblePartIsCompared() {
    var other = outcome
    other.payload = Data("another time".utf8)
    let digests = [outcome, other].map { OutcomeFile(fingerprint: "f", key: "k", outcome: $0).digest }
    #expect(digests[0] == digests[1])
    other.reproducible = Data("another result".utf8)
    #expect(OutcomeFile(fingerprint: "f", key: "k", outcome: other).digest != digests[0])
  }

  @Test func aFullDiskIsRecognised() {
    #expect(DiskSpace.isExhausted(POSIXError(.ENOSPC)))
    #expect(DiskSpace.isExhausted(CocoaError(.fileWriteOutOfSpace)))
    let wrapped = CocoaError(.fileWriteUnknown, userInfo: [NSUnderlyingErrorKey: POSIXError(.ENOSPC)])
    #expect(DiskSpace.isExhausted(wrapped))
    #expect(!DiskSpace.isExhausted(POSIXError(.ENOENT)))
    #expect(!DiskSpace.isExhausted(CancellationError()))
  }

  @Test func theLastLinesOfALog() throws {
    let log = directory.appending(path: "log").path
    #expect(LogTail.lines(log) == [])
    try Data((0..<5000).map { "line \($0)\n" }.joined().utf8).write(to: URL(filePath: log))
    #expect(LogTail.lines(log, count: 2) == ["line 4998", "line 4999"])
    try Data([0xFF, 0x1B, 0x41, 0x0A]).write(to: URL(filePath: log))
    #expect(LogTail.lines(log) == ["\u{FFFD} A"])
  }
}
