import Yams

/// The fields of a mapping in a document, by name.
package struct DocumentFields {
  /// The mapping itself.
  package let whole: DocumentField
  private let fields: [String: DocumentField]

  init(_ whole: DocumentField, known: [String]) throws {
    guard let mapping = whole.node.mapping else {
      throw whole.error(expected: "the fields \(known.joined(separator: ", "))")
    }
    var fields: [String: DocumentField] = [:]
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        throw DocumentField(node: key, path: whole.path, file: whole.file, mark: key.mark).error(
          expected: "the name of a field")
      }
      let field = DocumentField(
        node: value, path: [whole.path, DocumentField.shortened(name)].compactMap { $0 }.joined(separator: "."),
        file: whole.file, mark: key.mark)
      guard known.contains(name) else {
        throw field.error(
          expected: "a known field",
          found: "an unknown one" + Self.advice(for: name, known: known))
      }
      fields[name] = field
    }
    self.whole = whole
    self.fields = fields
  }

  /// The field of this name, if the file has it.
  package subscript(_ name: String) -> DocumentField? { fields[name] }

  /// The field of this name.
  package func required(_ name: String) throws -> DocumentField {
    guard let field = fields[name] else { throw whole.error(expected: "the field `\(name)`", found: "none") }
    return field
  }

  private static func advice(for name: String, known: [String]) -> String {
    let suggestion = NearestName.suggestion(for: name, among: known)
    return suggestion.isEmpty ? " (known are \(known.joined(separator: ", ")))" : suggestion
  }
}
