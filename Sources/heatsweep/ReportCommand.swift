import ArgumentParser
import Foundation
import Report

/// `heatsweep report`: the three result files of a directory, written again; of a study under way too.
package struct ReportCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes results.csv, summary.json and report.html of a study.",
    discussion: """
      The study may be under way, in another process too: trials without a result are shown as pending.

      Example: heatsweep report results
      """)

  @Argument(help: ArgumentHelp("The directory that the study was run in.", valueName: "directory"))
  var directory: String

  package init() {}

  package func run() throws {
    let directory = URL(fileURLWithPath: self.directory, isDirectory: true)
    for problem in try StudyDirectory(directory).writeReport() {
      FileHandle.standardError.write(Data("warning: \(problem)\n".utf8))
    }
    print(directory.appendingPathComponent("report.html").path)
  }
}
