import ArgumentParser
import CProcessor
import Foundation

@main
struct Heatsweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heatsweep",
    abstract: "Trains a sweep of classifiers whose loss looks at where the model looks, and reports what that did.",
    subcommands: [
      RunCommand.self, LaunchCommand.self, CoordinatorCommand.self, WorkerCommand.self, AttendCommand.self,
      KeysCommand.self, StatusCommand.self, ResumeCommand.self, ReportCommand.self, ModelCommand.self,
      ExportCommand.self, CompareCommand.self,
      BenchCommand.self,
    ])

  /// Asks the CPU before anything else: without these instructions the kernels would end in a signal.
  static func main() {
    guard heatsweep_cpu_has_required_instructions() != 0 else {
      FileHandle.standardError.write(Data("Error: this CPU lacks AVX2 or FMA, which heatsweep needs\n".utf8))
      Foundation.exit(1)
    }
    main(nil)
  }
}
