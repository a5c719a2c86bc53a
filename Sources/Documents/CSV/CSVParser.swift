/// Splits the bytes of a CSV file into rows of cells, after RFC 4180: cells in quotation marks may hold commas, line ends
/// and doubled quotation marks. Empty lines are no rows. Bytes and not characters, because Swift takes CR LF for one.
struct CSVParser {
  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let lineFeed = UInt8(ascii: "\n")

  private let bytes: [UInt8]
  private let file: String
  private var position: Int
  private var line = 1

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func rows() throws -> [CSVTable.Row] {
    var rows: [CSVTable.Row] = []
    while position < bytes.count {
      if takeLineEnd() { continue }
      rows.append(try row())
    }
    return rows
  }

  private mutating func row() throws -> CSVTable.Row {
    var row = CSVTable.Row(line: line, cells: [])
    while true {
      row.cells.append(try cell())
      guard position < bytes.count, bytes[position] == Self.comma else { break }
      position += 1
    }
    _ = takeLineEnd()
    return row
  }

  /// The cell at the position, which then is at a comma, a line end or the end of the file.
  private mutating func cell() throws -> String {
    if position < bytes.count, bytes[position] == Self.quote { return try quotedCell() }
    let start = position
    while position < bytes.count, !isCellEnd(bytes[position]) {
      guard bytes[position] != Self.quote else {
        throw CSVError(
          file: file, line: line, expected: "quotation marks around a whole cell only", found: "one inside a cell")
      }
      position += 1
    }
    return try text(bytes[start..<position])
  }

  private mutating func quotedCell() throws -> String {
    let opening = line
    var content: [UInt8] = []
    var isClosed = false
    position += 1
    while position < bytes.count, !isClosed {
      let start = position
      if bytes[position] == Self.quote {
        position += 1
        isClosed = position == bytes.count || bytes[position] != Self.quote
        if !isClosed { position += 1 }
        content += isClosed ? [] : [Self.quote]
      } else {
        if !takeLineEnd() { position += 1 }
        content += bytes[start..<position]
      }
    }
    guard isClosed else {
      throw CSVError(
        file: file, line: opening, expected: "a closing quotation mark for the cell that opens here",
        found: "the end of the file")
    }
    guard position == bytes.count || isCellEnd(bytes[position]) else {
      throw CSVError(
        file: file, line: line, expected: "a comma or a line end after a closing quotation mark", found: "more text")
    }
    return try text(content[...])
  }

  private func isCellEnd(_ byte: UInt8) -> Bool {
    byte == Self.comma || byte == Self.lineFeed || byte == Self.carriageReturn
  }

  /// Steps over CR LF, LF or CR, if one is there, and counts the line.
  private mutating func takeLineEnd() -> Bool {
    guard position < bytes.count else { return false }
    switch bytes[position] {
    case Self.lineFeed: position += 1
    case Self.carriageReturn:
      position += 1
      if position < bytes.count, bytes[position] == Self.lineFeed { position += 1 }
    default: return false
    }
    line += 1
    return true
  }

  private func text(_ bytes: ArraySlice<UInt8>) throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CSVError(file: file, line: line, expected: "text in UTF-8", found: "other bytes")
    }
    return text
  }
}
