/// An option that cannot be measured, in one line.
struct BenchError: Error, CustomStringConvertible {
  let description: String

  static func require(_ holds: Bool, _ option: String, _ expected: String, _ found: Int) throws {
    guard holds else { throw BenchError(description: "\(option): expected \(expected), found \(found)") }
  }
}
