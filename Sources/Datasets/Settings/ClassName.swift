/// What classes may be called.
enum ClassName {
  static let words = "a name of a class, 1 to 60 characters on one line"
  static let allowedCount = 2...100

  static func isGood(_ name: String) -> Bool {
    (1...60).contains(name.unicodeScalars.count)
      && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }

  /// All labels, each once: by number where all are whole numbers, else as text.
  static func sorted(_ labels: Set<String>) -> [String] {
    let numbers = labels.compactMap { label in Int(label).map { (label, $0) } }
    guard numbers.count == labels.count else { return labels.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    return numbers.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
  }
}
