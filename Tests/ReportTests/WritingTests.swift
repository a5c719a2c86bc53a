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

  @Test func `files are written, over older ones too, and nothing else stays`() throws {
    try inDirectory { directory in
      let report = SyntheticStudy(trials: [3]).report()
      try Data("old".utf8).write(to: directory.appendingPathComponent("summary.json"))
      try report.write(to: directory)
      try report.write(to: directory)
      let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
      #expect(names == ["figures", "report.html", "results.csv", "summary.json"])
      let summary = try Data(contentsOf: directory.appendingPathComponent("summary.json"))
      #expect(try summary == report.summaryJSON())
      let csv = try String(contentsOf: directory.appendingPathComponent("results.csv"), encoding: .utf8)
      #expect(csv.split(separator: "\n").count == 7)
    }
  }

  @Test func `every figure is a drawing that any program can open, with its numbers beside it`() throws {
    try inDirectory { directory in
      let report = SyntheticStudy.evidence(trials: 4).report()
      #expect(try report.write(to: directory).lastPathComponent == "report.html")
      let html = try String(contentsOf: directory.appendingPathComponent("report.html"), encoding: .utf8)
      let figures = directory.appendingPathComponent("figures")
      let names = try FileManager.default.contentsOfDirectory(atPath: figures.path)
      #expect(names.count == 2 * (html.components(separatedBy: "<figure").count - 1))
      for name in names where name.hasSuffix(".svg") {
        let file = figures.appendingPathComponent(name)
        let svg = try String(contentsOf: file, encoding: .utf8)
        #expect(ReportTests.Reader.read(svg) != nil, "\(name)")
        #expect(svg.contains("xmlns=\"http://www.w3.org/2000/svg\"") && !svg.contains("var("))
        let csv = try String(
          contentsOf: file.deletingPathExtension().appendingPathExtension("csv"), encoding: .utf8)
        #expect(csv.split(separator: "\n").count > 1, "\(name)")
        #expect(html.contains("id=\"\(name.dropLast(4))\""))
      }
    }
  }

  @Test func `the format chooses what people read`() throws {
    try inDirectory { directory in
      let report = SyntheticStudy(trials: [3]).report()
      #expect(try report.write(to: directory, format: .json).lastPathComponent == "summary.json")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == ["results.csv", "summary.json"])
      #expect(try report.write(to: directory, format: .markdown).lastPathComponent == "report.md")
      let markdown = try String(contentsOf: directory.appendingPathComponent("report.md"), encoding: .utf8)
      for link in markdown.components(separatedBy: "](figures/").dropFirst() {
        let file = directory.appendingPathComponent("figures/\(link.prefix { $0 != ")" })")
        #expect(FileManager.default.fileExists(atPath: file.path), "\(file.lastPathComponent)")
      }
      #expect(!FileManager.default.fileExists(atPath: directory.appendingPathComponent("report.html").path))
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
