/// What is wrong with a file, in one line: `FILE: expected ..., found ...`, or `FILE: REASON`.
public struct ImageFileError: Error, CustomStringConvertible, Equatable, Sendable {
  /// The file's path; of an array in an archive, `PATH: NAME`.
  public let file: String
  public let reason: String

  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }

  public var description: String { "\(file): \(reason)".inOneLine }
}

extension String {
  /// Without line breaks and other control characters, which names in files can hold.
  var inOneLine: String {
    guard unicodeScalars.contains(where: { $0.breaksLine }) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0.breaksLine ? "\u{FFFD}" : $0 }))
  }

  /// A text from a file, for an error: in quotes, one line, and not too long.
  var quoted: String {
    let shown = unicodeScalars.prefix(60)
    return "'\(String(shown).inOneLine)\(shown.endIndex < unicodeScalars.endIndex ? "..." : "")'"
  }
}

extension Unicode.Scalar {
  fileprivate var breaksLine: Bool {
    [.control, .lineSeparator, .paragraphSeparator].contains(properties.generalCategory)
  }
}
