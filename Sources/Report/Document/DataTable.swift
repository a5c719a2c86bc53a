import Foundation

/// The numbers that a figure draws, as comma-separated values.
package struct DataTable: Sendable, Equatable {
  package let columns: [String]
  package let rows: [[String]]

  /// - Parameter rows: each as long as `columns`.
  package init(columns: [String], rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }

  /// Quoted as RFC 4180 has it, each line ended by a line feed.
  package var csv: String {
    ([columns] + rows).map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
  }

  /// The same as an address that a browser saves under the name of the link.
  var dataURI: String {
    "data:text/csv;charset=utf-8," + (csv.addingPercentEncoding(withAllowedCharacters: Self.plain) ?? "")
  }

  private static let plain = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\u{0}"..."\u{7F}"))
    .union(CharacterSet(charactersIn: ",.-_:;()/"))

  private static func quoted(_ field: String) -> String {
    // Scalar by scalar: as a Character, CR LF would equal none of these.
    let isPlain = !field.unicodeScalars.contains { [",", "\"", "\r", "\n"].contains($0) }
    return isPlain ? field : "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  /// The shortest decimal that reads back as the same number; empty for none.
  static func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
}
