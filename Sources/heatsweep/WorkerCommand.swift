import ArgumentParser
import Cluster
import Foundation
import Kernels
import Logging
import Studies

/// `heatsweep worker`: trains what a coordinator hands out.
package struct WorkerCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Trains what a coordinator hands out.",
    discussion: """
      Ends when the study does. SIGTERM and Ctrl-C keep the checkpoint and give the trial back. Exit codes: 0 when there is no \
      more to do or it was asked to stop, 75 when the coordinator was not heard for ten minutes, 1 for errors.
      """)

  @Option(
    help: ArgumentHelp(
      """
      Where the coordinator listens: tcp://HOST:PORT, ipc://PATH, or the study's directory on a shared file system, in which \
      the coordinator says where it listens.
      """, valueName: "endpoint"))
  var connect: String

  @Option(
    help: ArgumentHelp(
      "The worker's key, a file that 'heatsweep keys make' wrote at the coordinator; tcp:// needs it.",
      valueName: "file"))
  var key: String?

  @Option(help: ArgumentHelp("Threads to train a trial with.", valueName: "n"))
  var threads = 1

  @Option(help: ArgumentHelp("Name to show; host and process number by default.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp("Where to keep checkpoints; the study's directory where it is here.", valueName: "directory"))
  var directory: String?

  @OptionGroup var cache: CacheOptions

  @Option(help: .hidden)
  var identity: String?

  @Flag(help: .hidden)
  var supervised = false

  /// For `bench sweep`: what is handed out is given back as its result.
  @Flag(help: .hidden)
  var withoutTraining = false

  package init() {}

  package func validate() throws {
    try ThreadsOption.validate(threads)
    if let name {
      let isPlain = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      guard isPlain, (1...64).contains(name.utf8.count) else {
        throw ValidationError("Expected 1 to 64 bytes without control characters for --name.")
      }
    }
  }

  package func run() throws {
    let options = WorkerOptions(
      endpoint: connect, key: key.map { URL(filePath: $0) }, name: name, identity: identity,
      directory: directory.map { URL(filePath: $0) }, threads: threads, isSupervised: supervised,
      build: try ThisProgram.build())
    Threads.setCount(threads)
    let log = Logger(label: "heatsweep") { StreamLogHandler.standardError(label: $0) }
    let warn: @Sendable (String) -> Void = { log.warning("\($0)") }
    let runner: any TrialRunner =
      withoutTraining ? EmptyRunner() : StudyRunner(features: cache.features(warn: warn), warn: warn)
    switch try Worker(options: options, runner: runner, log: log).run() {
    case .drained: return
    case .rejected(let reason): throw ClusterError("not taken in by \(connect): \(reason)")
    case .abandoned:
      SweepSession.say("Error: \(connect): nothing was heard from the coordinator for a long time")
      // Batch systems may try again: the coordinator may be waiting for a machine.
      throw ExitCode(EX_TEMPFAIL)
    case .fault(let reason): throw ClusterError(reason)
    }
  }
}
