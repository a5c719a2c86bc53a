import Documents

/// Reads host files: YAML with the list `hosts`, and settings that hold for each host that says nothing else.
public enum HostFile {
  /// Bytes of the largest host file that is read.
  static let maximumBytes = 262_144
  /// Most hosts of one launch.
  static let maximumHosts = 1024

  /// Reads the file at `path`.
  /// - Throws: `DocumentError`, one line that names file, line, field and what was expected.
  public static func load(path: String) throws -> [LaunchHost] {
    try parse(
      text: DocumentFile.text(path: path, expected: "a host file", maximumBytes: maximumBytes), name: path)
  }

  /// Reads hosts from text; `name` stands for the file in errors.
  public static func parse(text: String, name: String) throws -> [LaunchHost] {
    let root = try DocumentField(document: text, file: name, expected: "hosts")
    let fields = try root.fields(known: HostSettings.names + ["hosts"])
    let defaults = try HostSettings(fields)
    let list = try fields.required("hosts")
    let items = try list.items(expected: "hosts")
    guard items.count <= maximumHosts else {
      throw list.error(expected: "at most \(maximumHosts) hosts", found: "more")
    }
    var names: Set<String> = []
    return try items.map { item in
      let host = try host(item, defaults)
      guard names.insert(host.name.lowercased()).inserted else {
        throw item.error(
          expected: "every host once, or a `name` for each time that it comes", found: DocumentField.quoted(host.name))
      }
      return host
    }
  }

  /// A host is its name alone, or fields.
  private static func host(_ item: DocumentField, _ defaults: HostSettings) throws -> LaunchHost {
    if item.node.scalar != nil {
      let host = try HostSettings.address(item)
      return defaults.applied(to: LaunchHost(name: try HostSettings.defaultName(host, item), host: host))
    }
    let fields = try item.fields(known: ["host", "name"] + HostSettings.names)
    let address = try fields.required("host")
    let host = try HostSettings.address(address)
    let name = try fields["name"].map(HostSettings.name) ?? HostSettings.defaultName(host, address)
    return try HostSettings(fields).applied(to: defaults.applied(to: LaunchHost(name: name, host: host)))
  }
}
