/// Why a search cannot be set up as asked. Its description is one line that can be shown to a user.
public struct SearchError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What the line is about, as a user would call it: a dimension's name, "search space", "successive halving".
  public let subject: String
  /// What would have been right.
  public let expected: String
  /// What was there.
  public let found: String

  init(_ subject: String, expected: String, found: String) {
    self.subject = subject
    self.expected = expected
    self.found = found
  }

  public var description: String { "\(subject): expected \(expected), found \(found)" }
}
