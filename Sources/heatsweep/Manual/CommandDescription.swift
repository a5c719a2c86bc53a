/// A command as swift-argument-parser describes it in JSON (`--experimental-dump-help`), as far as a manual needs it.
struct CommandDescription: Decodable {
  let commandName: String
  let abstract: String?
  let discussion: String?
  let shouldDisplay: Bool?
  let subcommands: [CommandDescription]?
  let arguments: [ArgumentDescription]?

  struct ArgumentDescription: Decodable {
    let kind: String
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?
  }

  struct Name: Decodable {
    let kind: String
    let name: String

    /// As it is typed: `--output`, `-h`.
    var text: String { (kind == "long" ? "--" : "-") + name }
  }

  /// What the whole program's description is wrapped in.
  struct Tool: Decodable {
    let command: CommandDescription
  }

  /// Commands that users are told of.
  var shownSubcommands: [CommandDescription] {
    (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
  }

  var shownArguments: [ArgumentDescription] { (arguments ?? []).filter(\.shouldDisplay) }
}
