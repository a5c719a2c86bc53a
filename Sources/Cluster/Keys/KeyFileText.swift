/// The form of key files: a line `field = "value"` for each field, and comments after `#` at the beginning of a line. pyzmq's
/// `zmq.auth.load_certificate` reads the two keys of one as well.
struct KeyFileText {
  private let path: String
  private var fields: [String: String] = [:]

  /// - Parameter known: the fields that there may be.
  /// - Throws: `ClusterError` naming file, line and what was expected.
  init(_ text: String, path: String, known: Set<String>) throws {
    self.path = path
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = line.trimmingPrefix { $0.isWhitespace }
      if line.isEmpty || line.first == "#" { continue }
      let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimming { $0.isWhitespace } }
      guard parts.count == 2, known.contains(String(parts[0])), parts[1].count >= 2, parts[1].first == "\"",
        parts[1].last == "\"", fields[String(parts[0])] == nil
      else {
        // What the line holds may be secret.
        throw ClusterError(
          "\(path): line \(index + 1): expected one line FIELD = \"VALUE\" for each of \(known.sorted().joined(separator: ", "))"
        )
      }
      fields[String(parts[0])] = String(parts[1].dropFirst().dropLast())
    }
  }

  /// The value of a field that must be there. Throws `ClusterError` naming file, field and what was expected.
  func value<Value>(_ field: String, _ expected: String, _ read: (String) throws -> Value?) throws -> Value {
    guard let text = fields[field], let value = try read(text) else {
      throw ClusterError("\(path): field '\(field)': expected \(expected)")
    }
    return value
  }

  /// The value of a field that may be missing.
  func optionalValue<Value>(_ field: String, _ expected: String, _ read: (String) throws -> Value?) throws -> Value? {
    fields[field] == nil ? nil : try value(field, expected, read)
  }

  /// The text of a file with these fields.
  static func text(comment: String, _ fields: [(field: String, value: String)]) -> String {
    "# \(comment)\n" + fields.map { "\($0.field) = \"\($0.value)\"\n" }.joined()
  }
}

extension Substring {
  fileprivate func trimming(_ isDropped: (Character) -> Bool) -> Substring {
    var rest = drop(while: isDropped)
    while let last = rest.last, isDropped(last) { rest.removeLast() }
    return rest
  }
}
