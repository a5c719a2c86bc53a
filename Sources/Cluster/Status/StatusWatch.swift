import Foundation
import Glibc

/// Shows how far a study is, again and again until it ends: over the last drawing on a terminal, in lines elsewhere. Leaves the
/// cursor on a line of its own after every drawing, so that Ctrl-C needs no handling.
public struct StatusWatch {
  public enum Form: Sendable {
    /// Everything, drawn over what was drawn last.
    case screen
    /// A line whenever there is something new.
    case lines
    /// A JSON object a line, every second.
    case json
  }

  private let source: StatusSource
  private let form: Form
  private let write: (String) -> Void
  private let size: () -> (columns: Int, rows: Int)
  /// Widths of the lines on the screen now.
  private var drawn: [Int] = []
  private var lastNews: String?

  /// - Parameters:
  ///   - size: of the terminal, now; of the one at standard output where none is given.
  ///   - write: takes text with its line ends; standard output where none is given.
  public init(
    _ source: StatusSource, form: Form, size: (() -> (columns: Int, rows: Int))? = nil,
    write: ((String) -> Void)? = nil
  ) {
    self.source = source
    self.form = form
    self.size = size ?? { terminalSize(of: STDOUT_FILENO) }
    self.write = write ?? { FileHandle.standardOutput.write(Data($0.utf8)) }
  }

  /// The form that suits standard output.
  public static func form(json: Bool) -> Form {
    if json { return .json }
    let isTerminal = isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    return isTerminal ? .screen : .lines
  }

  /// Returns when no coordinator works on the study any more, whether it is complete or was stopped. Throws what the source throws.
  public mutating func run() throws {
    while true {
      let status = try source.status()
      try show(status)
      guard status.isRunning else { return }
      sleep(1)
    }
  }

  package mutating func show(_ status: StudyStatus) throws {
    switch form {
    case .screen: draw(status.lines)
    case .json: write(String(decoding: try status.json(isPretty: false), as: UTF8.self) + "\n")
    case .lines:
      guard lastNews != status.news else { return }
      lastNews = status.news
      write(status.summaryLine + "\n")
    }
  }

  private mutating func draw(_ all: [String]) {
    let (columns, rows) = size()
    // One row stays free for the cursor, one cell of each: a full line would wrap on some terminals.
    let room = max(1, rows - 1)
    var lines = all
    if lines.count > room { lines = lines.prefix(room - 1) + ["... and \(lines.count - room + 1) more lines"] }
    lines = lines.map { String($0.prefix(max(1, columns - 1))) }
    let erase = drawn.isEmpty ? "" : "\r\u{1B}[\(drawn.rows(columns: columns))A\u{1B}[J"
    write("\u{1B}[?2026h" + erase + lines.joined(separator: "\n") + "\n\u{1B}[?2026l")
    drawn = lines.map(\.count)
  }
}
