import Documents
import Foundation

/// What a host file says of all hosts, or of one; nil where it leaves that to the other, or to the defaults.
///
/// Words that go to `ssh` are checked here: none can be taken for an option or a command.
struct HostSettings {
  static let names = [
    "user", "port", "jump", "identity", "options", "tunnel", "workers", "threads", "directory", "environment",
  ]

  var user: String?
  var port: Int?
  var jump: String?
  var identity: String?
  var options: [LaunchHost.Option]
  var tunnel: Bool?
  var workers: Int?
  var threads: Int?
  var directory: String?
  var environment: [String: String]

  init(_ fields: DocumentFields) throws {
    user = try fields["user"]?.text(expected: "a user's name") { isWord($0, "._-@+") }
    port = try fields["port"]?.integer(in: 1...65_535)
    jump = try fields["jump"]?.text(expected: "[USER@]HOST[:PORT], or several with commas") { isWord($0, "._-@:[]%,") }
    identity = try fields["identity"].map(Self.identity)
    options = try fields["options"].map(Self.options) ?? []
    tunnel = try fields["tunnel"]?.flag()
    workers = try fields["workers"]?.integer(in: 1...1024)
    threads = try fields["threads"]?.integer(in: 1...1024)
    directory = try fields["directory"].map(Self.directory)
    environment = try fields["environment"].map(Self.environment) ?? [:]
  }

  /// The host with what is said here.
  func applied(to host: LaunchHost) -> LaunchHost {
    var host = host
    host.user = user ?? host.user
    host.port = port ?? host.port
    host.jump = jump ?? host.jump
    host.identity = identity ?? host.identity
    host.tunnel = tunnel ?? host.tunnel
    host.workers = workers ?? host.workers
    host.threads = threads ?? host.threads
    host.directory = directory ?? host.directory
    host.environment.merge(environment) { $1 }
    let others = host.options.filter { old in !options.contains { $0.name.lowercased() == old.name.lowercased() } }
    host.options = (others + options).sorted { $0.name < $1.name }
    return host
  }

  static func address(_ field: DocumentField) throws -> String {
    try field.text(expected: "the name or address of a host") {
      isWord($0, "._-:%", mayBegin: ":") && $0.utf8.count <= 253
    }
  }

  static func name(_ field: DocumentField) throws -> String {
    try field.text(expected: "a name of 1 to \(longestName) letters, digits, `.`, `-` and `_`") {
      isWord($0, "._-") && $0.utf8.count <= longestName
    }
  }

  /// A host's name where the file gives it none: its address, in which only IPv6 has other characters.
  static func defaultName(_ host: String, _ field: DocumentField) throws -> String {
    guard host.utf8.count <= longestName else {
      throw field.error(expected: "a `name` of at most \(longestName) characters for a host whose own is longer")
    }
    let name = String(host.map { $0 == ":" || $0 == "%" ? "_" : $0 })
    return name.hasPrefix("_") ? "host\(name)" : name
  }

  /// Leaves room for a worker's number in names of 64 bytes.
  private static let longestName = 48

  private static func identity(_ field: DocumentField) throws -> String {
    let path = try field.text(expected: "the path of a private ssh key", where: isLine)
    let expanded = NSString(string: path).expandingTildeInPath
    guard FileManager.default.isReadableFile(atPath: expanded) else {
      throw field.error(
        expected: "a private ssh key that can be read", found: "none at \(DocumentField.quoted(expanded))")
    }
    return expanded
  }

  /// Options by which ssh would run commands of this machine do not belong in a file that may come from somebody else.
  private static func options(_ field: DocumentField) throws -> [LaunchHost.Option] {
    let forbidden = [
      "proxycommand", "localcommand", "permitlocalcommand", "knownhostscommand", "match", "include", "remotecommand",
      "controlmaster", "controlpath", "pkcs11provider", "securitykeyprovider", "sendenv", "requesttty",
      "forkafterauthentication", "stdinnull", "sessiontype", "batchmode",
    ]
    return try field.entries(expected: "options of ssh by name").map { name, value in
      let option = try name.text(expected: "the name of an ssh option that runs no command and changes no stream") {
        isWord($0, "") && !forbidden.contains($0.lowercased())
      }
      return LaunchHost.Option(name: option, value: try value.text(expected: "a value in one line", where: isLine))
    }
  }

  private static func directory(_ field: DocumentField) throws -> String {
    let path = try field.text(
      expected: "a directory of the host: absolute, or relative to the home there", where: isLine)
    let home = "~/"
    let relative = path.hasPrefix(home) ? String(path.dropFirst(home.count)) : path
    // A leading hyphen would be an option to the commands that get it.
    guard !relative.isEmpty, !relative.hasPrefix("~"), !relative.hasPrefix("-") else {
      throw field.error(expected: "a directory of the host: absolute, or relative to the home there")
    }
    return relative
  }

  private static func environment(_ field: DocumentField) throws -> [String: String] {
    let entries = try field.entries(expected: "variables by name").map { name, value in
      let variable = try name.text(expected: "the name of a variable; LD_LIBRARY_PATH is set for the program copied") {
        isWord($0, "_", mayBegin: "_") && !$0.utf8.prefix(1).contains(where: isDigit) && $0 != "LD_LIBRARY_PATH"
      }
      return (variable, try value.text(expected: "a value in one line") { $0.isEmpty || isLine($0) })
    }
    return Dictionary(entries) { $1 }
  }
}

/// Letters, digits and some others, beginning with a letter, a digit or one of `mayBegin`.
private func isWord(_ text: String, _ others: String, mayBegin: String = "[") -> Bool {
  func isPlain(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || isDigit(byte)
  }
  guard let first = text.utf8.first, isPlain(first) || (mayBegin.utf8.contains(first) && others.utf8.contains(first))
  else { return false }
  return text.utf8.allSatisfy { isPlain($0) || others.utf8.contains($0) }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

/// Not empty, of one line, without control characters.
private func isLine(_ text: String) -> Bool {
  !text.isEmpty && text.utf8.count <= 4096
    && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
}
