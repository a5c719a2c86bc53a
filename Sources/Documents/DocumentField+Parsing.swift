import Yams

extension DocumentField {
  /// Aliases that a document may hold. Aliases of aliases multiply, and this few cannot multiply to much.
  private static let maximumAliases = 20

  /// The root of a YAML document; `expected` names in errors what it should describe, such as `a study`.
  package init(document text: String, file: String, expected: String) throws {
    // An alias needs an asterisk, and none can be on a line that starts as a comment does.
    let candidates = text.split(separator: "\n").filter { !$0.drop { $0 == " " || $0 == "\t" }.hasPrefix("#") }
    guard candidates.lazy.flatMap(\.utf8).count(where: { $0 == UInt8(ascii: "*") }) <= Self.maximumAliases else {
      throw DocumentError(file: file, "expected at most \(Self.maximumAliases) aliases (`*`), found more")
    }

    let root: Node?
    do {
      // Some editors begin a file with a byte order mark, which the parser takes for the document's first letter.
      let content = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
      // The parser keeps a pointer to the text's bytes, which stay in place only where the text is not a short one.
      let padded = content + String(repeating: " ", count: 16)
      root = try Parser(yaml: padded, encoding: .utf8).singleRoot()
    } catch let error as YamlError {
      throw Self.syntaxError(error, text: text, file: file)
    }
    guard let root, root.scalar?.string != "" else {
      throw DocumentError(file: file, "expected \(expected), found an empty file")
    }
    self.init(node: root, path: nil, file: file, mark: root.mark)
  }

  private static func syntaxError(_ error: YamlError, text: String, file: String) -> DocumentError {
    let lineCount = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    func failure(_ finding: String, _ mark: Mark?, _ context: YamlError.Context? = nil) -> DocumentError {
      var problem = "expected YAML, found an error: " + finding
      if let context {
        problem += " \(context.text)"
        if context.mark.line != mark?.line, context.mark.line >= 1 { problem += " from line \(context.mark.line) on" }
      }
      return DocumentError(file: file, line: mark.map { min($0.line, lineCount) }, problem)
    }
    switch error {
    case .parser(_, let problem, let mark, _) where problem.hasPrefix("Maximum nesting level"):
      return failure("too many levels of nesting", mark)
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
      return failure(problem, mark, context)
    case .composer(_, let problem, let mark, _):
      return failure(problem, mark)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let name = duplicates.first.map(quoted) ?? "a field"
      return DocumentError(
        file: file, line: context.mark.line, "expected every field once, found \(name) here and again further down")
    case .reader(let problem, let offset, _, _):
      let before = offset.map { text.prefix($0).utf8.count { $0 == UInt8(ascii: "\n") } }
      return DocumentError(file: file, line: before.map { $0 + 1 }, "expected text, found an error: \(problem)")
    default:
      return DocumentError(file: file, "expected YAML, found an error: \(quoted("\(error)"))")
    }
  }
}
