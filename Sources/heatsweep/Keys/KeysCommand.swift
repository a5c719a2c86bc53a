import ArgumentParser

/// `heatsweep keys`: who may take part in a study over a network.
package struct KeysCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Makes, lists and revokes the keys that workers need to connect over a network.",
    discussion: """
      A coordinator that listens at tcp:// lets in only those whose key it made: make one for each machine and bring its \
      file there. All traffic is encrypted. What is made or revoked here holds at once, for connections that stand too.
      """,
    subcommands: [KeysMakeCommand.self, KeysListCommand.self, KeysRevokeCommand.self])

  package init() {}
}
