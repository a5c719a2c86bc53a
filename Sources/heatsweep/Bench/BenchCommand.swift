import ArgumentParser

/// `heatsweep bench`: how fast this machine is.
package struct BenchCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measures how fast this machine trains.",
    subcommands: [BenchStepCommand.self, BenchSweepCommand.self, BenchKernelsCommand.self, BenchMessagesCommand.self])

  package init() {}
}
