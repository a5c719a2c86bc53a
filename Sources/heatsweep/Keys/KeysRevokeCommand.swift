import ArgumentParser
import Cluster

/// `heatsweep keys revoke`: lets a worker in no more.
package struct KeysRevokeCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Refuses a key from now on, and removes its file here.",
    discussion: "A running coordinator sends the workers that use it away at once; their trials go to others.")

  @Argument(help: ArgumentHelp("Name of the key.", valueName: "name"))
  var name: String

  @OptionGroup var directory: KeysOption

  package init() {}

  package func run() throws { try directory.directory.revoke(name: name) }
}
