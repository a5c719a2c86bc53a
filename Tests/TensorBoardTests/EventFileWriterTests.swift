import Foundation
import TensorBoard
import TestKit
import Testing

/// Files of events, as TensorBoard's own readers see them.
@Suite final class EventFileWriterTests {
  private let directory = FileManager.default.temporaryDirectory.appending(path: "events-\(UUID().uuidString)")
  private let start = Date(timeIntervalSince1970: 1_700_000_000)

  deinit { try? FileManager.default.removeItem(at: directory) }

  private func writer(_ run: String = "a") throws -> EventFileWriter {
    try EventFileWriter(directory: directory.appending(path: run), startTime: start)
  }

  private func file(_ run: String = "a") throws -> URL {
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.appending(path: run).path)
    try #require(names == ["events.out.tfevents.1700000000.heatsweep"])
    return directory.appending(path: run).appending(path: names[0])
  }

  /// A red pixel.
  private let png =
    Data(
      base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC")
    ?? Data()

  @Test(.enabled(if: RunReport.python != nil, "needs Python with tensorboard and Pillow"))
  func tensorBoardReadsWhatWasWritten() throws {
    let root = try EventFileWriter(directory: directory, startTime: start)
    try root.describeRuns(
      name: "Größen", hyperparameters: [("arm", [.text("cce"), .text("paper")]), ("learning_rate", [.number(1)])],
      metrics: ["test/accuracy"], wallTime: start)
    for (run, ending) in [("a", EventFileWriter.Ending.success), ("b", .failure)] {
      let writer = try writer(run)
      try writer.hyperparameters(["arm": .text("cce"), "learning_rate": .number(0.125)], wallTime: start + 1)
      for step in 1...3 {
        try writer.scalars(
          [("loss/training", 1 / Double(step)), ("loss/validation", .nan)], step: step, wallTime: start + Double(step))
      }
      try writer.scalar("test/accuracy", step: 3, wallTime: start + 4, value: 0.75)
      try writer.image("heatmap/NOR", step: 3, wallTime: start + 4, png: png, width: 1, height: 1)
      try writer.end(ending, wallTime: start + 5)
    }
    let runs = try RunReport.all(in: directory)
    #expect(Set(runs.keys) == [".", "a", "b"])
    let experiment = try #require(runs["."]?.hparams["_hparams_/experiment"]?.experiment)
    #expect(experiment.name == "Größen")
    #expect(experiment.hparamInfos.map(\.name) == ["arm", "learning_rate"])
    #expect(experiment.hparamInfos.map(\.type) == ["DATA_TYPE_STRING", "DATA_TYPE_FLOAT64"])
    #expect(experiment.hparamInfos[0].domainDiscrete == ["cce", "paper"])
    #expect(experiment.metricInfos.map { $0.name["tag"] } == ["test/accuracy"])
    for (name, status) in [("a", "STATUS_SUCCESS"), ("b", "STATUS_FAILURE")] {
      let run = try #require(runs[name])
      #expect(run.scalars["loss/training"]?.map { $0[0] } == [1, 2, 3])
      #expect(run.scalars["loss/training"]?.map { $0[1] } == [1, 0.5, Double(Float(1) / 3)])
      #expect(run.scalars["loss/training"]?.map { $0[2] } == [1, 2, 3].map { 1_700_000_000 + $0 })
      #expect(run.scalars["loss/validation"]?.map { $0[1] } == [nil, nil, nil])
      #expect(run.scalars["test/accuracy"]?.map { $0[1] } == [0.75])
      #expect(run.images == ["heatmap/NOR": [[3, 1, 1, 1, 1]]])
      let begun = try #require(run.hparams["_hparams_/session_start_info"]?.sessionStartInfo)
      #expect(begun.hparams == ["arm": .text("cce"), "learning_rate": .number(0.125)])
      #expect(begun.startTimeSecs == 1_700_000_001)
      let ended = try #require(run.hparams["_hparams_/session_end_info"]?.sessionEndInfo)
      #expect(ended.status == status && ended.endTimeSecs == 1_700_000_005)
      // The file's version, settings, three epochs, two records of the test, the end.
      #expect(run.events == 8)
    }
  }

  @Test func anotherWriterGoesOn() throws {
    try writer().scalar("x", step: 4, wallTime: start, value: 1)
    let size = try Data(contentsOf: file()).count
    let second = try EventFileWriter(directory: directory.appending(path: "a"), startTime: start + 1000)
    #expect(second.lastSteps == ["x": 4])
    #expect(!second.hasEnded && !second.hasHyperparameters)
    #expect(try Data(contentsOf: file()).count == size)
    try second.scalar("x", step: 5, wallTime: start, value: 2)
    #expect(second.lastSteps == ["x": 5])
    #expect(try Data(contentsOf: file()).count > size)
  }

  @Test func twoWritersAtATimeAreRefused() throws {
    let first = try writer()
    let error = #expect(throws: EventFileError.self) { try self.writer() }
    #expect(error?.description.hasSuffix(".heatsweep: another process writes this file") == true)
    withExtendedLifetime(first) {}
  }

  /// At every length: whole records stay, and the torn one is gone.
  @Test func aTornRecordIsCutOff() throws {
    var sizes: [Int] = []
    for step in 1...3 {
      try writer().scalar("x", step: step, wallTime: start, value: 1)
      sizes.append(try Data(contentsOf: file()).count)
    }
    let whole = try Data(contentsOf: file())
    for count in sizes[1]..<sizes[2] {
      try whole.prefix(count).write(to: file())
      let writer = try writer()
      #expect(writer.lastSteps == ["x": 2])
      #expect(try Data(contentsOf: file()) == whole.prefix(sizes[1]))
      try writer.scalar("x", step: 3, wallTime: start, value: 1)
      #expect(try Data(contentsOf: file()) == whole)
    }
  }

  @Test func damageIsOneLine() throws {
    try writer().scalar("x", step: 1, wallTime: start, value: 1)
    let whole = try Data(contentsOf: file())
    for place in whole.indices {
      var damaged = whole
      damaged[place] ^= 0x10
      try damaged.write(to: file())
      let error = #expect(throws: EventFileError.self, "byte \(place)") { try self.writer() }
      #expect(error?.description.contains(".heatsweep: is damaged at byte ") == true)
    }
    try Data("no events at all".utf8).write(to: file())
    #expect(throws: EventFileError.self) { try self.writer() }
  }

  /// A length that no file has, with the right checksum, is taken for the record of a writer that was stopped.
  @Test func hugeClaimsAreNoTrap() throws {
    try writer().scalar("x", step: 1, wallTime: start, value: 1)
    let whole = try Data(contentsOf: file())
    // Lengths and their checksums.
    let claims: [(UInt64, [UInt8])] = [
      (UInt64(18_446_744_073_709_551_615), [0xA6, 0x7B, 0x11, 0x3A]),
      (UInt64(9_223_372_036_854_775_807), [0xFA, 0x7F, 0x02, 0x84]),
      (UInt64(1_099_511_627_776), [0xAA, 0x3D, 0x6B, 0xE4]),
    ]
    for (length, checksum) in claims {
      try (whole + withUnsafeBytes(of: length.littleEndian) { Data($0) } + Data(checksum)).write(to: file())
      #expect(try writer().lastSteps == ["x": 1])
      #expect(try Data(contentsOf: file()) == whole)
    }
  }

  @Test func somethingThatIsNoDirectoryIsOneLine() throws {
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try Data().write(to: directory.appending(path: "a"))
    let error = #expect(throws: EventFileError.self) { try self.writer() }
    #expect(error?.description.contains("/a: cannot be used as a directory: ") == true)
  }
}
