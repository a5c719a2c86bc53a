import Foundation

/// What is wrong with a document, in one line: `FILE:LINE: FIELD: expected ..., found ...`.
public struct DocumentError: Error, Equatable, Sendable, CustomStringConvertible, LocalizedError {
  /// Path of the file, as it was given.
  public let file: String
  /// Counted from 1; nil where the trouble is the file as a whole.
  public let line: Int?
  /// Path of the field, such as `experiments[0].arms[1].epochs`; nil where the trouble is not in one field.
  public let field: String?
  /// What was expected, and what was found.
  public let problem: String

  package init(file: String, line: Int? = nil, field: String? = nil, _ problem: String) {
    self.file = file
    self.line = line
    self.field = field
    self.problem = problem
  }

  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return ([place] + [field, problem].compactMap { $0 }).joined(separator: ": ")
  }

  public var errorDescription: String? { description }
}
