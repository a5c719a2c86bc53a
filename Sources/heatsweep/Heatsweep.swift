import ArgumentParser
import CProcessor
import Foundation

@main
struct Heatsweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heatsweep",
    abstract: "Trains a sweep of classifiers whose loss looks at where the model looks, and reports what that did.",
    discussion: """
      Exit codes: 0 all is done; 1 an error, or trials that were given up; 64 the command line cannot be understood; 75 a worker \
      lost its coordinator and should be started again; 130 stopped by Ctrl-C, the same command goes on.
      """,
    subcommands: [
      RunCommand.self, LaunchCommand.self, CoordinatorCommand.self, WorkerCommand.self, AttendCommand.self,
      KeysCommand.self, StatusCommand.self, ResumeCommand.self, ReportCommand.self, ExplainCommand.self,
      CompareCommand.self, DataCommand.self, ModelCommand.self, ExportCommand.self, BenchCommand.self,
      DoctorCommand.self,
      ManualCommand.self,
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
