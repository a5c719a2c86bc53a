import Foundation

/// The manual page of the program, section 1, in the language of man(7): every command with its options, out of the same
/// descriptions that `--help` shows.
struct ManualPage {
  let command: CommandDescription
  let version: String

  var text: String {
    let name = command.commandName
    var lines = [
      ".TH \(Self.escaped(name.uppercased())) 1 \"\" \"\(Self.escaped("\(name) \(version)"))\" \"User Commands\"",
      ".SH NAME", "\(Self.escaped(name)) \\- \(Self.escaped(Self.sentence(command.abstract)))", ".SH SYNOPSIS",
      ".B \(Self.escaped(name))", ".I command", "[\\fIoption\\fR...]",
    ]
    if let discussion = command.discussion { lines += [".SH DESCRIPTION"] + Self.paragraphs(discussion) }
    lines.append(".SH COMMANDS")
    for command in command.shownSubcommands { lines += section(command, prefix: name) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ command: CommandDescription, prefix: String) -> [String] {
    let name = "\(prefix) \(command.commandName)"
    var lines = [".SS \"\(Self.escaped(synopsis(command, name)))\""]
    if let abstract = command.abstract { lines.append(Self.line(abstract)) }
    if let discussion = command.discussion { lines += [".PP"] + Self.paragraphs(discussion) }
    for argument in command.shownArguments where argument.names?.contains(where: { $0.name == "help" }) != true {
      lines += [".TP", "\\fB\(Self.escaped(label(argument)))\\fR", Self.line(explanation(argument))]
    }
    return lines + command.shownSubcommands.flatMap { section($0, prefix: name) }
  }

  /// `heatsweep compare FILE --value COLUMN [options]`.
  private func synopsis(_ command: CommandDescription, _ name: String) -> String {
    let arguments = command.shownArguments.filter { $0.kind == "positional" || !$0.isOptional }.map { argument in
      let text = argument.kind == "positional" ? "<\(argument.valueName ?? "value")>" : label(argument)
      return (argument.isOptional ? "[\(text)]" : text) + (argument.isRepeating ? "..." : "")
    }
    return ([name] + arguments + (command.shownSubcommands.isEmpty ? ["[options]"] : ["<command>"])).joined(
      separator: " ")
  }

  private func label(_ argument: CommandDescription.ArgumentDescription) -> String {
    let value = "<\(argument.valueName ?? "value")>"
    guard argument.kind != "positional" else { return value }
    let names = (argument.names ?? []).map(\.text).joined(separator: ", ")
    return argument.kind == "option" ? "\(names) \(value)" : names
  }

  private func explanation(_ argument: CommandDescription.ArgumentDescription) -> String {
    let values = argument.allValues.map { " One of: \($0.joined(separator: ", "))." } ?? ""
    let standard = argument.defaultValue.map { " Default: \($0)." } ?? ""
    return (argument.abstract ?? "") + values + standard
  }

  /// A blank line begins a paragraph; lines that begin with a blank stay as they are, such as examples.
  private static func paragraphs(_ text: String) -> [String] {
    text.components(separatedBy: "\n").map { line in
      if line.isEmpty { return ".PP" }
      return line.hasPrefix(" ") || line.hasPrefix("Example") ? ".br\n" + self.line(line) : self.line(line)
    }
  }

  private static func line(_ text: String) -> String {
    let escaped = escaped(text.trimmingCharacters(in: .whitespaces))
    // A dot or quote in front would be a request to the formatter.
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "\\", with: "\\e").replacingOccurrences(of: "-", with: "\\-")
      .replacingOccurrences(of: "\"", with: "\\(dq")
  }

  /// Without the dot at its end, as whatis(1) lists it.
  private static func sentence(_ text: String?) -> String {
    var text = text ?? ""
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
