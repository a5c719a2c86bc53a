import ArgumentParser
import Foundation

/// `heatsweep export tensorboard`: a study's results as TensorBoard shows them.
struct ExportTensorBoardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tensorboard",
    abstract: "Writes a study's curves, settings, measures and heatmaps as TensorBoard's event files.",
    discussion: """
      The study may be under way. Written again, it adds what is new. Show it with: tensorboard --logdir DIRECTORY/tensorboard

      Example: heatsweep export tensorboard results
      """)

  @Argument(help: ArgumentHelp("The directory that the study was run in.", valueName: "directory"))
  var directory: String

  @Option(help: ArgumentHelp("Where to write; DIRECTORY/tensorboard by default.", valueName: "directory"))
  var output: String?

  func run() throws {
    let study = try StudyDirectory(URL(filePath: directory))
    let url = output.map { URL(filePath: $0) } ?? TensorBoardDirectory.standard(in: study.url)
    var files = try TensorBoardDirectory(of: study, at: url)
    for record in study.records {
      for problem in try files.write(record, at: study.endTime(of: record)) {
        SweepSession.say("warning: \(problem)")
      }
    }
    print(url.path)
  }
}
