import ArgumentParser
import Cluster
import Foundation
import Studies
import ZeroMQ

/// `heatsweep coordinator`: hands the study out to workers that connect.
package struct CoordinatorCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "coordinator",
    abstract: "Hands a study out to workers that connect to it, and reports.",
    discussion: """
      Starts no workers by itself unless told to; start them with 'heatsweep worker --connect ENDPOINT'. At tcp:// they \
      need keys (see 'heatsweep keys'); the directory of an ipc:// socket must be closed to others. It can be killed, or \
      stopped with SIGTERM, and started again at any time: workers go on training and come back. Ctrl-C stops the workers \
      too. The file 'endpoint' in the output directory says where it listens.
      """)

  @Argument(
    help: ArgumentHelp("The study file (YAML).", valueName: "study"),
    completion: .file(extensions: ["yaml", "yml"]))
  var study: String

  @Option(help: ArgumentHelp("Where to listen: tcp://HOST:PORT or ipc://PATH.", valueName: "endpoint"))
  var bind: String

  @Option(
    help: ArgumentHelp("Directory of the results.", valueName: "directory"),
    completion: .directory)
  var output: String

  @Option(help: ArgumentHelp("Worker processes to start on this machine.", valueName: "n"))
  var workers = 0

  @OptionGroup var keys: KeysOption

  @OptionGroup var threads: ThreadsOption

  @OptionGroup var part: PartOptions

  @OptionGroup var cache: CacheOptions

  @OptionGroup var events: EventsOption

  @OptionGroup var web: WebOption

  @OptionGroup var tensorBoard: TensorBoardOption

  package init() {}

  package func validate() throws {
    guard (0...1024).contains(workers) else {
      throw ValidationError("Expected between 0 and 1024 for --workers, found \(workers).")
    }
  }

  package func run() throws {
    let endpoint = try Endpoint(bind)
    if endpoint.leavesMachine, workers == 0, try keys.directory.list().isEmpty {
      throw ClusterError(
        "\(endpoint): no worker could connect: \(keys.directory.url.path) holds no keys; make one with "
          + "'heatsweep keys make NAME'")
    }
    let (study, text) = try StudyFile.load(path: study, trials: part.trials, images: part.images)
    let session = SweepSession(
      sweep: try Sweep(study: study, text: text), directory: URL(filePath: output), endpoint: endpoint,
      events: try events.endpoint(), web: try web.address(), keys: keys.directory, workers: workers,
      threads: threads.threads, cache: cache,
      writesTensorBoard: tensorBoard.isWanted)
    try session.run()
  }
}
