import ArgumentParser
import Foundation
import Report

/// `heatsweep manual`: the manual page, for `scripts/install` and for packages.
package struct ManualCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Prints the manual page.",
    discussion: """
      Example: heatsweep manual | man --local-file -

      scripts/install puts it, the program and completions for bash, zsh and fish below ~/.local or another directory.
      """)

  package init() {}

  package func run() throws {
    let tool = try JSONDecoder().decode(CommandDescription.Tool.self, from: Data(Heatsweep._dumpHelp().utf8))
    print(ManualPage(command: tool.command, version: SoftwareVersions.current.heatsweep).text, terminator: "")
  }
}
