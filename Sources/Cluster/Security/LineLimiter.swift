import Coordination

/// Keeps strangers from flooding the log: of equal lines one in ten minutes gets through, and of different ones ten a minute. What
/// was left out is counted.
package struct LineLimiter {
  private static let repetition: Duration = .seconds(600)
  private static let window: Duration = .seconds(60)
  private static let linesPerWindow = 10

  private var seen: [String: (since: Duration, leftOut: Int)] = [:]
  private var windowEnd: Duration = .zero
  private var linesLeft = linesPerWindow
  private var others = 0

  package init() {}

  /// The line to write for `line`, or nil.
  package mutating func take(_ line: String, at now: Duration) -> String? {
    if let entry = seen[line], now - entry.since < Self.repetition {
      seen[line]?.leftOut += 1
      return nil
    }
    if now >= windowEnd {
      windowEnd = now + Self.window
      linesLeft = Self.linesPerWindow
    }
    guard linesLeft > 0 else {
      others += 1
      return nil
    }
    linesLeft -= 1
    let leftOut = seen[line]?.leftOut ?? 0
    seen = seen.filter { now - $0.value.since < Self.repetition }
    seen[line] = (now, 0)
    defer { others = 0 }
    return line + (leftOut > 0 ? " (and \(leftOut) times since the last such line)" : "")
      + (others > 0 ? " (and \(others) other lines left out before this one)" : "")
  }
}
