import Coordination
import Foundation
import Glibc

/// Sees what happens, on the coordinator's thread. Must not take long.
public protocol SweepObserver: AnyObject {
  func started(_ overview: SweepOverview)
  func happened(_ event: SweepEvent, _ overview: SweepOverview)
  /// A few times a second.
  func refresh(_ overview: SweepOverview)
  /// The terminal has another size.
  func resized()
  /// Ctrl-C: workers are being stopped.
  func interrupted()
  func warned(_ warning: String)
  /// Something about the hosts of a launch, in one line.
  func announced(_ line: String)
  func ended(_ overview: SweepOverview)
  /// Whether it wants to be told the whole status.
  var followsStatus: Bool { get }
  /// About once a second, for those who follow it.
  func reached(_ status: StudyStatus)
}

extension SweepObserver {
  public func announced(_ line: String) {}
  public var followsStatus: Bool { false }
  public func reached(_ status: StudyStatus) {}
}

/// The display that suits standard error: live lines on a terminal, plain lines elsewhere.
public func makeDisplay() -> any SweepObserver {
  let environment = ProcessInfo.processInfo.environment
  let isTerminal = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
  let hasColor = environment["NO_COLOR", default: ""].isEmpty
  return isTerminal ? TerminalDisplay(hasColor: hasColor) : PlainDisplay()
}

/// Writes to standard error in one piece.
func writeToStandardError(_ text: String) {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return }
    bytes = bytes.dropFirst(count)
  }
}
