import ArgumentParser
import Cluster
import Foundation
import Studies

/// `heatsweep run`: the whole study on this machine.
package struct RunCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a study on this machine, and reports.",
    discussion: """
      Starts a coordinator and worker processes, trains every trial of the study and writes the report. Ctrl-C stops it; \
      the same command goes on where it was.
      """)

  @Argument(
    help: ArgumentHelp("The study file (YAML).", valueName: "study"),
    completion: .file(extensions: ["yaml", "yml"]))
  var study: String

  @Option(
    help: ArgumentHelp("Worker processes; one a core, or a core for each of their threads, by default.", valueName: "n")
  )
  var workers: Int?

  @Option(
    help: ArgumentHelp("Directory of the results; heatsweep-output-NAME by default.", valueName: "directory"),
    completion: .directory)
  var output: String?

  @OptionGroup var threads: ThreadsOption

  @OptionGroup var part: PartOptions

  @OptionGroup var cache: CacheOptions

  @OptionGroup var events: EventsOption

  @OptionGroup var web: WebOption

  @OptionGroup var tensorBoard: TensorBoardOption

  @OptionGroup var keys: KeysOption

  package init() {}

  package func validate() throws {
    if let workers, !(1...1024).contains(workers) {
      throw ValidationError("Expected between 1 and 1024 for --workers, found \(workers).")
    }
  }

  package func run() throws {
    let (study, text) = try StudyFile.load(path: study, trials: part.trials, images: part.images)
    let session = SweepSession(
      sweep: try Sweep(study: study, text: text), directory: URL(filePath: output ?? "heatsweep-output-\(study.name)"),
      endpoint: nil, events: try events.endpoint(), web: try web.address(), keys: keys.directory,
      workers: workers ?? threads.workers,
      threads: threads.threads,
      cache: cache, writesTensorBoard: tensorBoard.isWanted)
    try session.run()
  }
}
