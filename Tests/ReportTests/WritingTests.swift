import Foundation
import Report
import Testing

@Suite struct WritingTests {
  /// A fresh directory, removed at the end.
  private func inDirectory(_ body: (URL) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
      "heatsweep-report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory)
  }

  @Test func `three files are written, over older ones too, and nothing else stays`() throws {
    try inDirectory { directory in
      let report = SyntheticStudy(trials: [3]).report()
      try Data("old".utf8).write(to: directory.appendingPathComponent("summary.json"))
      try report.write(to: directory)
      try report.write(to: directory)
      let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
      #expect(names == ["report.html", "results.csv", "summary.json"])
      let summary = try Data(contentsOf: directory.appendingPathComponent("summary.json"))
      #expect(try summary == report.summaryJSON())
      let csv = try String(contentsOf: directory.appendingPathComponent("results.csv"), encoding: .utf8)
      #expect(csv.split(separator: "\n").count == 7)
    }
  }

  @Test func `a missing directory is an error that names the file`() throws {
    try inDirectory { directory in
      let missing = directory.appendingPathComponent("nowhere")
      let error = try #require(throws: ReportError.self) { try SyntheticStudy(trials: [2]).report().write(to: missing) }
      #expect(error.description.contains(missing.appendingPathComponent("results.csv").path))
      #expect(error.description.contains("No such file or directory"))
      #expect(!error.description.contains("\n"))
    }
  }

  @Test func `a file that cannot be replaced stays, and the error names it`() throws {
    try inDirectory { directory in
      // A directory that is not empty cannot be replaced by a file, whoever asks.
      let blocked = directory.appendingPathComponent("summary.json")
      try FileManager.default.createDirectory(
        at: blocked.appendingPathComponent("inside"), withIntermediateDirectories: true)
      let error = try #require(throws: ReportError.self) {
        try SyntheticStudy(trials: [2]).report().write(to: directory)
      }
      #expect(error.description.contains(blocked.path))
      #expect(FileManager.default.fileExists(atPath: directory.appendingPathComponent("results.csv").path))
      #expect(FileManager.default.fileExists(atPath: blocked.appendingPathComponent("inside").path))
    }
  }
}
