import Coordination

/// Names of keys, which become names of files.
enum KeyName {
  static let expectation = "1 to 64 letters, digits, '.', '_' and '-', not beginning with '.'"

  static func isValid(_ name: String) -> Bool { name.isTrialKey && name.utf8.count <= 64 }

  /// Throws `ClusterError` for a name that could lead out of its directory, or is too long.
  static func check(_ name: String) throws {
    guard isValid(name) else {
      throw ClusterError(
        "key name '\(name.unicodeScalars.prefix(64).map(\.printable).joined())': expected \(expectation)")
    }
  }
}

extension Unicode.Scalar {
  /// Itself, but for what moves a terminal's cursor.
  fileprivate var printable: String { properties.generalCategory == .control ? "?" : String(self) }
}
