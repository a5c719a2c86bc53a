import ArgumentParser

/// `heatsweep export`: results in the files of other tools.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a study's results for TensorBoard or MLflow.",
    subcommands: [ExportTensorBoardCommand.self, ExportMLflowCommand.self])
}
