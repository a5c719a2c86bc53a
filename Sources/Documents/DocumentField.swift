import Yams

/// A value in a document, which knows its name and its line.
package struct DocumentField {
  package let node: Node
  /// Such as `experiments[0].arms[1].epochs`; nil for the whole document.
  package let path: String?
  package let file: String
  /// Where the field begins; the YAML parser gives every node that it reads a mark.
  package let mark: Mark?

  init(node: Node, path: String?, file: String, mark: Mark?) {
    self.node = node
    self.path = path
    self.file = file
    self.mark = mark
  }

  /// The error that this field is not what it should be; `found` describes its value unless told otherwise.
  package func error(expected: String, found: String? = nil) -> DocumentError {
    DocumentError(file: file, line: mark?.line, field: path, "expected \(expected), found \(found ?? finding)")
  }

  /// The value, in the words of an error.
  private var finding: String {
    switch node {
    case .mapping: return "fields"
    case .sequence(let items): return items.isEmpty ? "an empty list" : "a list"
    case .alias: return "an alias"
    case .scalar(let scalar):
      if scalar.style != .plain { return "the text \"\(Self.shortened(scalar.string))\"" }
      return scalar.string.isEmpty ? "nothing" : Self.quoted(scalar.string)
    }
  }

  package static func quoted(_ text: String) -> String { "`\(shortened(text))`" }

  /// At most 40 characters, and only such as cannot break the line or command the terminal.
  package static func shortened(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(41)
    return line(scalars.prefix(40)) + (scalars.count > 40 ? "..." : "")
  }

  /// Without characters that could break the line or command the terminal.
  package static func line(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    scalars.map { $0.properties.generalCategory == .control ? $0.escaped(asASCII: true) : String($0) }.joined()
  }
}

/// Scalars.
extension DocumentField {
  /// A number without fraction.
  package func integer(in range: ClosedRange<Int>) throws -> Int {
    guard let text = plainText, let value = Int(text), range.contains(value) else {
      throw error(expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// A seed: any number of 64 bits without sign.
  package func seed() throws -> UInt64 {
    guard let text = plainText, let value = UInt64(text) else {
      throw error(expected: "a whole number from 0 to \(UInt64.max)")
    }
    return value
  }

  /// A number with or without fraction, written in decimal.
  package func number(in range: ClosedRange<Double>) throws -> Double {
    guard let text = plainText, text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
      let value = Double(text), range.contains(value)
    else {
      throw error(expected: "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// A name that is safe as a part of directory names, file names and columns.
  package func name() throws -> String {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    guard let name = node.scalar?.string, (1...40).contains(name.utf8.count),
      name.utf8.allSatisfy((letters + "_-").utf8.contains), let first = name.utf8.first, letters.utf8.contains(first)
    else {
      throw error(expected: "a name of 1 to 40 letters, digits, `-` and `_` that starts with a letter or digit")
    }
    return name
  }

  /// Text that passes a test; `expected` describes in errors what would.
  package func text(expected: String, where isGood: (String) -> Bool) throws -> String {
    guard let text = node.scalar?.string, isGood(text) else { throw error(expected: expected) }
    return text
  }

  /// `true` or `false`.
  package func flag() throws -> Bool {
    switch plainText {
    case "true": true
    case "false": false
    default: throw error(expected: "`true` or `false`")
    }
  }

  /// One of an enumeration's raw values.
  package func choice<Choice: RawRepresentable<String> & CaseIterable>(_ type: Choice.Type) throws -> Choice {
    guard let text = node.scalar?.string else { throw error(expected: Self.list(type)) }
    guard let choice = Choice(rawValue: text) else {
      throw error(
        expected: Self.list(type),
        found: finding + NearestName.suggestion(for: text, among: type.allCases.map(\.rawValue)))
    }
    return choice
  }

  private static func list<Choice: RawRepresentable<String> & CaseIterable>(_ type: Choice.Type) -> String {
    let names = type.allCases.map { "`\($0.rawValue)`" }
    return "\(names.dropLast().joined(separator: ", ")) or \(names[names.count - 1])"
  }

  /// Quoted numbers are text.
  private var plainText: String? {
    guard let scalar = node.scalar, scalar.style == .plain else { return nil }
    return scalar.string
  }
}

/// Collections.
extension DocumentField {
  /// The items of a list that has at least one; `expected` names them in errors.
  package func items(expected: String) throws -> [DocumentField] {
    guard let items = node.sequence, !items.isEmpty else { throw error(expected: "a list of \(expected)") }
    return items.enumerated().map { index, item in
      DocumentField(node: item, path: "\(path ?? "")[\(index)]", file: file, mark: item.mark)
    }
  }

  /// The entries of a mapping whose names are free, in the order of the file; `expected` describes them in errors.
  package func entries(expected: String) throws -> [(name: DocumentField, value: DocumentField)] {
    guard let mapping = node.mapping else { throw error(expected: expected) }
    return mapping.map { key, value in
      let name = key.scalar?.string ?? "?"
      let path = [path, Self.shortened(name)].compactMap { $0 }.joined(separator: ".")
      return (
        DocumentField(node: key, path: self.path, file: file, mark: key.mark),
        DocumentField(node: value, path: path, file: file, mark: key.mark)
      )
    }
  }

  /// The fields of a mapping, which knows no fields but `known`.
  package func fields(known: [String]) throws -> DocumentFields {
    try DocumentFields(self, known: known)
  }
}
