import ArgumentParser
import Cluster
import Foundation

/// `heatsweep keys make`: a key file for each worker machine.
package struct KeysMakeCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "Makes a key for each name, and prints the files to bring to the workers.",
    discussion: "A name that has a key already gets a new one, and the old one is refused from then on.")

  @Argument(help: ArgumentHelp("Names, such as those of the machines.", valueName: "name"))
  var names: [String]

  @Option(help: ArgumentHelp("Days after which the keys end; never by default.", valueName: "days"))
  var expires: Int?

  @OptionGroup var directory: KeysOption

  package init() {}

  package func validate() throws {
    if let expires, !(1...36_500).contains(expires) {
      throw ValidationError("Expected between 1 and 36500 for --expires, found \(expires).")
    }
    let groups = Dictionary(grouping: names) { $0 }
    if let twice = groups.first(where: { $1.count > 1 })?.key {
      throw ValidationError("Expected each name once, found '\(twice)' twice.")
    }
  }

  package func run() throws {
    for name in names { try KeyDirectory.checkName(name) }
    let end = expires.map { Date().addingTimeInterval(Double($0) * 86_400) }
    for name in names { print(try directory.directory.makeWorkerKey(name: name, expires: end).path) }
  }
}
