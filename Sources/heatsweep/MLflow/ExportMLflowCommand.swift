import ArgumentParser
import Foundation

/// `heatsweep export mlflow`: a study's results as MLflow's files.
struct ExportMLflowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mlflow",
    abstract: "Writes a study's settings, curves, measures and models as MLflow's folder mlruns.",
    discussion: """
      An experiment is one of MLflow's, a trial that is over is a run. Written again, it is the same with what is new. MLflow \
      3.17 reads such a folder where the environment has MLFLOW_ALLOW_FILE_STORE=true, and moves it into a database with \
      'mlflow migrate-filestore'.

      Example: heatsweep export mlflow results
      """)

  @Argument(help: ArgumentHelp("The directory that the study was run in.", valueName: "directory"))
  var directory: String

  @Option(help: ArgumentHelp("Where to write; DIRECTORY/mlruns by default.", valueName: "directory"))
  var output: String?

  func run() throws {
    let study = try StudyDirectory(URL(filePath: directory))
    let store = MLflowStore(url: output.map { URL(filePath: $0) } ?? study.url.appending(path: "mlruns"))
    try store.write(study)
    print(store.url.path)
  }
}
