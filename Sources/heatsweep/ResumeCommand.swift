import ArgumentParser
import Cluster
import Foundation

/// `heatsweep resume`: goes on with a study from its directory alone.
package struct ResumeCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Goes on with the study of a directory, on this machine.",
    discussion: "The study file is kept in the directory, as it was when the study began.")

  @Argument(
    help: ArgumentHelp("Directory of the results.", valueName: "directory"),
    completion: .directory)
  var directory: String

  @Option(
    help: ArgumentHelp("Worker processes; one a core, or a core for each of their threads, by default.", valueName: "n")
  )
  var workers: Int?

  @OptionGroup var threads: ThreadsOption

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
    let directory = URL(filePath: directory)
    let sweep: Sweep
    do {
      sweep = try Sweep(StoredStudy(directory: directory))
    } catch is DecodingError {
      throw ClusterError("\(directory.path): its trials cannot be read by this version of heatsweep")
    }
    let session = SweepSession(
      sweep: sweep, directory: directory, endpoint: nil, events: try events.endpoint(), web: try web.address(),
      keys: keys.directory,
      workers: workers ?? threads.workers, threads: threads.threads, cache: cache,
      writesTensorBoard: tensorBoard.isWanted)
    try session.run()
  }
}
