import Foundation

/// A table with a header row, read from comma-separated values (RFC 4180; a byte order mark and any line ending will do).
package struct CSVTable: Equatable, Sendable {
  /// One row of cells and the line of the file that it starts on, counted from 1.
  package struct Row: Equatable, Sendable {
    package var line: Int
    package var cells: [String]
  }

  /// What the file is called in errors.
  package var file: String
  package var columns: [String]
  /// Each with as many cells as there are columns.
  package var rows: [Row]

  /// Reads a file.
  /// - Throws: `CSVError`, also where there is no such file.
  package init(path: String) throws {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw CSVError(file: path, expected: "a CSV file", found: "no such file")
    }
    guard !isDirectory.boolValue else {
      throw CSVError(file: path, expected: "a CSV file", found: "a directory")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CSVError(file: path, expected: "a CSV file", found: "one that cannot be read")
    }
    try self.init(parsing: data, file: path)
  }

  /// Parses the bytes of a file called `file`.
  package init(parsing data: Data, file: String) throws {
    var parser = CSVParser(bytes: Array(data), file: file)
    var rows = try parser.rows()
    guard let header = rows.first else {
      throw CSVError(file: file, expected: "a header row and data", found: "an empty file")
    }
    rows.removeFirst()
    for (index, name) in header.cells.enumerated() where header.cells[..<index].contains(name) {
      throw CSVError(
        file: file, line: header.line, column: name, expected: "a name that no other column has", found: "it twice")
    }
    let count = header.cells.count
    if let row = rows.first(where: { $0.cells.count != count }) {
      throw CSVError(file: file, line: row.line, expected: "\(count) cells", found: "\(row.cells.count)")
    }
    self.file = file
    self.columns = header.cells
    self.rows = rows
  }

  /// Position of the column of that name.
  /// - Throws: `CSVError` that names the columns there are.
  package func index(ofColumn name: String) throws -> Int {
    guard let index = columns.firstIndex(of: name) else {
      let found = columns.map(CSVError.quoted).joined(separator: ", ")
      throw CSVError(file: file, expected: "a column named \(CSVError.quoted(name))", found: found)
    }
    return index
  }
}
