import ArgumentParser

/// `heatsweep model`: what a study trained.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Takes trained models elsewhere.",
    subcommands: [ModelExportCommand.self])
}
