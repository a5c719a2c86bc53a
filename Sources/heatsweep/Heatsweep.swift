import ArgumentParser

@main
struct Heatsweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heatsweep",
    abstract: "Trains a sweep of classifiers whose loss looks at where the model looks, and reports what that did.",
    subcommands: [
      RunCommand.self, CoordinatorCommand.self, WorkerCommand.self, StatusCommand.self, ResumeCommand.self,
      ReportCommand.self, CompareCommand.self, BenchCommand.self,
    ])
}
