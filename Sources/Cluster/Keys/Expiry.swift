import Foundation

/// When a key ends, as files and people have it: UTC, whole seconds.
package enum Expiry {
  static let expectation = "a time such as 2030-01-31T12:00:00Z"

  package static func text(_ date: Date) -> String { date.formatted(.iso8601) }

  static func date(_ text: String) -> Date? { try? Date(text, strategy: .iso8601) }
}
