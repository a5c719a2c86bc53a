import CClock
import Foundation

/// Whether the clock is right: keys end by it, and logs of several machines are read side by side by it. Training does not need it.
struct ClockCheck {
  /// Before this program was written: 2026.
  private static let earliest = Date(timeIntervalSince1970: 1_767_225_600)

  var findings: [Finding] {
    let now = Date()
    guard now > Self.earliest else {
      return [
        .problem("clock", "\(now.formatted(.iso8601)), long ago", remedy: "set it: timedatectl set-ntp true")
      ]
    }
    guard heatsweep_clock_is_synchronized() == 0 else {
      return [.good("clock", now.formatted(.iso8601))]
    }
    return [
      .warning(
        "clock", "\(now.formatted(.iso8601)), and nothing keeps it right",
        remedy: "let it be synchronized: timedatectl set-ntp true; in a container that is its host's matter")
    ]
  }
}
