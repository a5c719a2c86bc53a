import Coordination
import Foundation
import Glibc

/// A live line for each worker and one for the whole, drawn over the last drawing in a single write. Lines of what
/// happened scroll by above.
public final class TerminalDisplay: SweepObserver {
  private let hasColor: Bool
  private let size: () -> (columns: Int, rows: Int)
  private let write: (String) -> Void
  /// Widths of the lines on the screen now, to know how many rows they take after the terminal became narrower.
  private var drawn: [Int] = []
  private var latest: SweepOverview?

  /// - Parameters:
  ///   - hasColor: whether to use colour; without it only the cursor is moved.
  ///   - size: of the terminal, now.
  ///   - write: takes text with control sequences.
  public init(
    hasColor: Bool, size: (() -> (columns: Int, rows: Int))? = nil, write: ((String) -> Void)? = nil
  ) {
    self.hasColor = hasColor
    self.size = size ?? { terminalSize(of: STDERR_FILENO) }
    self.write = write ?? writeToStandardError
  }

  public func started(_ overview: SweepOverview) {
    let already = overview.finished > 0 ? ", \(overview.finished) of them finished before" : ""
    draw(above: ["\(overview.name): \(overview.planned) trials\(already)"], overview)
  }

  public func happened(_ event: SweepEvent, _ overview: SweepOverview) {
    if let line = eventLine(event, overview) { draw(above: [line], overview) }
  }

  public func refresh(_ overview: SweepOverview) { draw(above: [], overview) }

  public func resized() { if let latest { draw(above: [], latest) } }

  public func interrupted() {
    if let latest { draw(above: ["stopping: workers keep their checkpoints (Ctrl-C again to stop at once)"], latest) }
  }

  public func warned(_ warning: String) { if let latest { draw(above: ["warning: \(warning)"], latest) } }

  public func announced(_ line: String) { if let latest { draw(above: [line], latest) } }

  public func ended(_ overview: SweepOverview) {
    write(eraseSequence(size().columns) + summaryLine(overview) + "\n")
    drawn = []
  }

  private func draw(above events: [String], _ overview: SweepOverview) {
    latest = overview
    let (columns, rows) = size()
    var lines = liveLines(overview, columns: columns)
    let room = max(1, rows - 1)
    if lines.count > room {
      let hidden = lines.count - room + 1
      lines = Array(lines.prefix(max(0, room - 2))) + ["... and \(hidden) more workers"] + lines.suffix(1)
      lines = lines.suffix(room)
    }
    var text = "\u{1B}[?2026h" + eraseSequence(columns)
    for event in events { text += event + "\n" }
    text += lines.map { painted($0) }.joined(separator: "\n")
    // Ends on the last line, so that nothing scrolls until something happens.
    write(text + "\u{1B}[?2026l")
    drawn = lines.map(\.count)
  }

  /// Back to the first cell of the last drawing, and clear from there.
  private func eraseSequence(_ columns: Int) -> String {
    guard !drawn.isEmpty else { return "" }
    let rows = drawn.rows(columns: columns)
    return "\r" + (rows > 1 ? "\u{1B}[\(rows - 1)A" : "") + "\u{1B}[J"
  }

  private func liveLines(_ overview: SweepOverview, columns: Int) -> [String] {
    let keyWidth = overview.workers.map { $0.key?.count ?? 0 }.max() ?? 0
    let nameWidth = overview.workers.map(\.name.count).max() ?? 0
    var lines = overview.workers.map { worker in
      var line = worker.name.padded(nameWidth) + "  "
      if let key = worker.key {
        line += key.padded(keyWidth) + "  " + bar(worker.fraction) + "  " + worker.description
        if let rate = worker.rate { line += "  \((1 / rate).asTime)/trial" }
      } else {
        line += "waiting"
      }
      return worker.isSuspect ? line + "  (silent)" : line
    }
    // Where all is well, a host's workers say enough.
    lines += overview.hosts.filter { !$0.isRunning }.map(\.line)
    let hosts =
      overview.hosts.isEmpty ? "" : "  \(overview.hosts.count { $0.isRunning }) of \(overview.hosts.count) hosts"
    let fraction = overview.planned > 0 ? Double(overview.finished) / Double(overview.planned) : 1
    lines.append(
      "\(overview.finished)/\(overview.planned) trials  \(bar(fraction))  "
        + (overview.secondsLeft.map { "\($0.asTime) left" } ?? "time left not known yet") + hosts)
    // One cell stays free: a full line would wrap on some terminals.
    return lines.map { String($0.prefix(max(1, columns - 1))) }
  }

  private func bar(_ fraction: Double) -> String {
    let full = Int((min(max(fraction, 0), 1) * 10).rounded(.down))
    let percent = "\(Int((fraction * 100).rounded(.down)))%"
    return "[" + String(repeating: "#", count: full) + String(repeating: "-", count: 10 - full) + "] "
      + String(repeating: " ", count: max(0, 4 - percent.count)) + percent
  }

  private func painted(_ line: String) -> String {
    guard hasColor else { return line }
    return line.hasSuffix("(silent)") ? "\u{1B}[33m\(line)\u{1B}[0m" : "\u{1B}[2m\(line)\u{1B}[0m"
  }
}

/// Columns and rows of the terminal at a file descriptor; 80 by 24 where it does not say.
func terminalSize(of descriptor: Int32) -> (columns: Int, rows: Int) {
  var size = winsize()
  guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
  return (Int(size.ws_col), Int(size.ws_row))
}

extension [Int] {
  /// Rows that lines of these widths take on a terminal.
  func rows(columns: Int) -> Int { reduce(0) { $0 + Swift.max(1, ($1 + columns - 1) / Swift.max(1, columns)) } }
}

extension String {
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
