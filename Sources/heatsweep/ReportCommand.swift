import ArgumentParser
import Foundation
import Report

/// `heatsweep report`: the result files of a directory, written again; of a study under way too.
package struct ReportCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes results.csv, summary.json, the figures and the report of a study.",
    discussion: """
      The study may be under way, in another process too: trials without a result are shown as pending.

      Example: heatsweep report results
      Example: heatsweep report results --format markdown
      """)

  @Argument(
    help: ArgumentHelp("The directory that the study was run in.", valueName: "directory"),
    completion: .directory)
  var directory: String

  @Option(
    help: ArgumentHelp(
      "html: report.html; markdown: report.md; json: summary.json alone, without figures.", valueName: "format"))
  var format: StudyReport.Format = .html

  package init() {}

  package func run() throws {
    let directory = URL(fileURLWithPath: self.directory, isDirectory: true)
    let written = try StudyDirectory(directory).writeReport(format: format)
    for problem in written.problems {
      FileHandle.standardError.write(Data("warning: \(problem)\n".utf8))
    }
    print(written.file.path)
  }
}

extension StudyReport.Format: ExpressibleByArgument {}
