import Foundation

/// What `heatsweep doctor` found out about one thing.
struct Finding: Codable, Equatable {
  /// How much it matters.
  enum Verdict: String, Codable {
    /// Nothing to do.
    case good
    /// Studies run, but something will be slower, less safe or hard to read.
    case warning
    /// Something will not work.
    case problem
  }

  /// The thing, in a word or two.
  let subject: String
  let verdict: Verdict
  /// What was found, in a line.
  let found: String
  /// What mends it; nil where nothing has to be mended.
  let remedy: String?

  static func good(_ subject: String, _ found: String) -> Finding {
    Finding(subject: subject, verdict: .good, found: found, remedy: nil)
  }

  static func warning(_ subject: String, _ found: String, remedy: String) -> Finding {
    Finding(subject: subject, verdict: .warning, found: found, remedy: remedy)
  }

  static func problem(_ subject: String, _ found: String, remedy: String) -> Finding {
    Finding(subject: subject, verdict: .problem, found: found, remedy: remedy)
  }

  /// For a person: `good     CPU: AMD EPYC, AVX-512`, and the remedy on a line of its own.
  var text: String {
    let mark = verdict.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
    return "\(mark) \(subject): \(found)" + (remedy.map { "\n         -> \($0)" } ?? "")
  }
}
