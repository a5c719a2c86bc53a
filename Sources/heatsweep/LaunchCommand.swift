import ArgumentParser
import Cluster
import Foundation
import Studies
import ZeroMQ

/// `heatsweep launch`: the whole study on the machines of a host file.
package struct LaunchCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "launch",
    abstract: "Runs a study on other machines, through ssh, and reports.",
    discussion: """
      Copies this program to every host of the file, starts workers there and hands the study out to them. A host needs \
      nothing but sshd and a user who can log in without a password. A host that cannot be reached is named and tried \
      again; the others go on. Ctrl-C stops all workers; the same command goes on where it was.
      """)

  @Argument(
    help: ArgumentHelp("The study file (YAML).", valueName: "study"),
    completion: .file(extensions: ["yaml", "yml"]))
  var study: String

  @Option(help: ArgumentHelp("The host file (YAML).", valueName: "file"))
  var hosts: String

  @Option(
    help: ArgumentHelp("Directory of the results; heatsweep-output-NAME by default.", valueName: "directory"),
    completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Where to listen: tcp://HOST:PORT; any free port of all interfaces by default.", valueName: "endpoint"))
  var bind: String?

  @Option(help: ArgumentHelp("Worker processes to start on this machine too.", valueName: "n"))
  var workers = 0

  @OptionGroup var events: EventsOption

  @OptionGroup var web: WebOption

  @OptionGroup var tensorBoard: TensorBoardOption

  @OptionGroup var keys: KeysOption

  @OptionGroup var threads: ThreadsOption

  @OptionGroup var part: PartOptions

  @OptionGroup var cache: CacheOptions

  package init() {}

  package func validate() throws {
    guard (0...1024).contains(workers) else {
      throw ValidationError("Expected between 0 and 1024 for --workers, found \(workers).")
    }
  }

  package func run() throws {
    let hosts = try HostFile.load(path: hosts)
    let endpoint = try bind.map { try Endpoint($0) }
    if let endpoint, !endpoint.leavesMachine {
      throw ValidationError("Expected tcp://HOST:PORT for --bind, found \(endpoint).")
    }
    let (study, text) = try StudyFile.load(path: study, trials: part.trials, images: part.images)
    let session = SweepSession(
      sweep: try Sweep(study: study, text: text), directory: URL(filePath: output ?? "heatsweep-output-\(study.name)"),
      endpoint: endpoint, events: try events.endpoint(), web: try web.address(), keys: keys.directory, workers: workers,
      threads: threads.threads, cache: cache, hosts: hosts,
      writesTensorBoard: tensorBoard.isWanted)
    try session.run()
  }
}
