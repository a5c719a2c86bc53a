import ArgumentParser

/// `heatsweep data`: the images of a study, before anything is trained on them.
package struct DataCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "Looks at the images of a study, or writes them to files.",
    subcommands: [DataCheckCommand.self])

  package init() {}
}
