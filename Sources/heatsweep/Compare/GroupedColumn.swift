import Documents
import Foundation

/// The numbers of one column of a table, in groups by another column.
package struct GroupedColumn: Equatable, Sendable {
  package struct Group: Equatable, Sendable {
    package var name: String
    package var values: [Double]
  }

  /// In the order in which they first appear in the table.
  package var groups: [Group] = []
  /// Rows that meet the conditions, with or without a value.
  package var rowsUsed = 0
  /// Rows among these whose value or group is an empty cell.
  package var rowsSkipped = 0

  /// - Parameter conditions: a row counts only where it meets all of them.
  /// - Throws: `CSVError` where a column is missing, a cell is not a number, or no row meets the conditions.
  package init(table: CSVTable, value: String, group: String, where conditions: [RowCondition]) throws {
    let valueIndex = try table.index(ofColumn: value)
    let groupIndex = try table.index(ofColumn: group)
    let tests = try conditions.map { (index: try table.index(ofColumn: $0.column), value: $0.value) }
    var positions: [String: Int] = [:]
    for row in table.rows where tests.allSatisfy({ row.cells[$0.index] == $0.value }) {
      rowsUsed += 1
      let name = row.cells[groupIndex]
      let cell = row.cells[valueIndex].trimmingCharacters(in: .whitespaces)
      guard !name.isEmpty else {
        rowsSkipped += 1
        continue
      }
      let position = positions[name, default: groups.count]
      if position == groups.count {
        positions[name] = position
        groups.append(Group(name: name, values: []))
      }
      guard !cell.isEmpty else {
        rowsSkipped += 1
        continue
      }
      guard let number = Self.number(cell) else {
        throw CSVError(
          file: table.file, line: row.line, column: value, expected: "a number", found: CSVError.quoted(cell))
      }
      groups[position].values.append(number)
    }
    guard rowsUsed > 0 else {
      let filter = conditions.isEmpty ? "" : " where " + conditions.map(\.description).joined(separator: ", ")
      throw CSVError(file: table.file, expected: "rows" + filter, found: "none")
    }
  }

  /// A number as programs write it, infinities included. Not NaN: a value that was undefined must not vanish unseen.
  /// Nor a finite number too large for a Double, which would pass for an infinity.
  private static func number(_ text: String) -> Double? {
    guard let number = Double(text), !number.isNaN else { return nil }
    return number.isFinite || text.lowercased().contains("inf") ? number : nil
  }
}
