/// Reads the Python literals that stand in the headers of NumPy's files, from the front.
struct PythonLiteral {
  private var rest: Substring.UTF8View
  /// What errors begin with: the file.
  private let bytes: FileBytes

  init(_ text: String, of bytes: FileBytes) {
    rest = Substring(text).utf8
    self.bytes = bytes
  }

  /// Whether the next character is this one, which is then passed, with the space before it.
  mutating func passes(_ character: Character) -> Bool {
    skipSpace()
    guard let code = character.asciiValue, rest.first == code else { return false }
    rest.removeFirst()
    return true
  }

  mutating func expect(_ character: Character) throws(ImageFileError) {
    guard passes(character) else { throw failure(expected: "'\(character)'") }
  }

  /// Whether nothing but space is left.
  mutating func isAtEnd() -> Bool {
    skipSpace()
    return rest.isEmpty
  }

  /// A text in single or double quotes; NumPy escapes nothing in the texts that it writes here.
  mutating func text() throws(ImageFileError) -> String {
    skipSpace()
    guard let quote = rest.first, [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains(quote),
      let end = rest.dropFirst().firstIndex(of: quote)
    else { throw failure(expected: "a text in quotes") }
    let text = String(Substring(rest[rest.index(after: rest.startIndex)..<end]))
    rest = rest[rest.index(after: end)...]
    return text
  }

  mutating func truth() throws(ImageFileError) -> Bool {
    skipSpace()
    for (word, value) in [("True", true), ("False", false)] where rest.starts(with: word.utf8) {
      rest = rest.dropFirst(word.utf8.count)
      return value
    }
    throw failure(expected: "True or False")
  }

  /// A tuple of whole numbers, none of them negative.
  mutating func sizes() throws(ImageFileError) -> [Int] {
    try expect("(")
    var sizes: [Int] = []
    while !passes(")") {
      sizes.append(try size())
      guard passes(",") else {
        try expect(")")
        break
      }
    }
    return sizes
  }

  private mutating func size() throws(ImageFileError) -> Int {
    skipSpace()
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let size = Int(String(Substring(digits))) else { throw failure(expected: "a size") }
    rest = rest[digits.endIndex...]
    // Python 2 wrote an L after some numbers.
    _ = rest.first == UInt8(ascii: "L") ? rest.removeFirst() : 0
    return size
  }

  private mutating func skipSpace() {
    rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
  }

  private func failure(expected: String) -> ImageFileError {
    let found = rest.isEmpty ? "its end" : String(decoding: rest.prefix(60), as: UTF8.self).quoted
    return bytes.failure("expected \(expected) in the NumPy header, found \(found)")
  }
}
