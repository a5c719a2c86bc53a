import Coordination

/// A line for each thing that matters, for logs and pipes.
public final class PlainDisplay: SweepObserver {
  private let write: (String) -> Void

  /// - Parameter write: takes one line, without its end; standard error where none is given.
  public init(write: ((String) -> Void)? = nil) {
    self.write = write ?? { writeToStandardError($0 + "\n") }
  }

  public func started(_ overview: SweepOverview) {
    let already = overview.finished > 0 ? ", \(overview.finished) of them finished before" : ""
    write("\(overview.name): \(overview.planned) trials\(already)")
  }

  public func happened(_ event: SweepEvent, _ overview: SweepOverview) {
    if let line = eventLine(event, overview) { write(line) }
  }

  public func refresh(_ overview: SweepOverview) {}

  public func resized() {}

  public func interrupted() { write("stopping: workers keep their checkpoints (once more to stop at once)") }

  public func warned(_ warning: String) { write("warning: \(warning)") }

  public func announced(_ line: String) { write(line) }

  public func ended(_ overview: SweepOverview) { write(summaryLine(overview)) }
}

/// What it came to, in one line.
func summaryLine(_ overview: SweepOverview) -> String {
  var line = "\(overview.finished)/\(overview.planned) trials finished"
  if overview.diverged > 0 { line += ", \(overview.diverged) diverged" }
  if overview.quarantined > 0 { line += ", \(overview.quarantined) given up" }
  return line + ", in \(overview.seconds.asTime)"
}
