import ArgumentParser
import Foundation
import ZeroMQ

/// `heatsweep doctor`: whether this machine has what studies need, and how to mend what is wrong.
package struct DoctorCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Says what is wrong with this machine for studies, and how to mend it.",
    discussion: """
      Looks at the CPU, cores, memory, libraries, disks, the coordinator's port, the clock, keys and open files. Changes \
      nothing but for a file that it writes, and removes, where results would go. Exits with 1 where something will not work; \
      warnings do not count.

      Examples: heatsweep doctor
                heatsweep doctor --output /data/results --bind 'tcp://*:5555' --json
      """)

  @Option(
    help: ArgumentHelp("Where results would go; the current directory by default.", valueName: "directory"),
    completion: .directory)
  var output = "."

  @Option(help: ArgumentHelp("Where a coordinator would listen.", valueName: "endpoint"))
  var bind = "tcp://*:5555"

  @Flag(help: "Print JSON: a list of findings.")
  var json = false

  @OptionGroup var cache: CacheOptions

  @OptionGroup var keys: KeysOption

  package init() {}

  package func run() throws {
    let endpoint = try Endpoint(bind)
    let findings =
      ProcessorCheck().findings + MemoryCheck().findings + LibraryCheck().findings
      + DiskCheck(output: URL(filePath: output), cache: cache).findings + PortCheck(endpoint: endpoint).findings
      + ClockCheck().findings + KeyCheck(keys: keys.directory, now: Date()).findings + OpenFileCheck().findings
    let problems = findings.count { $0.verdict == .problem }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(findings), as: UTF8.self))
    } else {
      print(findings.map(\.text).joined(separator: "\n"))
      let warnings = findings.count { $0.verdict == .warning }
      print("\n\(Self.count(problems, "problem")), \(Self.count(warnings, "warning"))")
    }
    if problems > 0 { throw ExitCode.failure }
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number == 0 ? "no" : "\(number)") \(noun)\(number == 1 ? "" : "s")"
  }
}
