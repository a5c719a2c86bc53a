import Foundation

/// What is wrong with a CSV file: one line that names the file, the line, the column and what was expected.
package struct CSVError: Error, Equatable, CustomStringConvertible, LocalizedError {
  package var file: String
  /// Counted from 1; nil where the file as a whole is meant.
  package var line: Int?
  package var column: String?
  package var expected: String
  package var found: String

  package init(file: String, line: Int? = nil, column: String? = nil, expected: String, found: String) {
    self.file = file
    self.line = line
    self.column = column
    self.expected = expected
    self.found = found
  }

  /// File, line and column.
  package var place: String {
    file + (line.map { " line \($0)" } ?? "") + (column.map { ": column \(Self.quoted($0))" } ?? "")
  }

  package var description: String { "\(place): expected \(expected), found \(found)" }

  package var errorDescription: String? { description }

  /// Text of a file, in quotation marks, on one line and short enough to be read in an error.
  package static func quoted(_ text: String) -> String {
    let limit = 60
    let visible = text.unicodeScalars.prefix(limit).map { scalar in
      scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return "\"" + visible.joined() + (text.unicodeScalars.count > limit ? "..." : "") + "\""
  }
}
