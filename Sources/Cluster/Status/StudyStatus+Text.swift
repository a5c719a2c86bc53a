import Coordination
import Foundation

extension StudyStatus {
  /// For people: what the study has come to, a line for each worker, what was lost and retried, what was given up.
  public var lines: [String] {
    var lines = [headline, "  \(trialCounts)"]
    if let part { lines.append("  a part of the study: \(part)") }
    if isRunning {
      lines.append("workers: \(workers.isEmpty ? "none" : "\(workers.count + unlistedWorkers)")")
      lines += workerLines
      if unlistedWorkers > 0 { lines.append("  ... and \(unlistedWorkers) more") }
    }
    if let incidentLine { lines += ["lost and retried: \(incidentLine)"] }
    for failure in failures {
      let state = failure.isQuarantined ? "given up" : "to be tried again"
      lines.append("\(failure.trial): \(state) after \(failure.attempts.counted("attempt")): \(failure.reason)")
    }
    if unlistedFailures > 0 { lines.append("... and \(unlistedFailures) more failures") }
    if incidents.contradictions > 0 {
      lines.append("ALARM: \(incidents.contradictions.counted("result")) differed from the accepted one")
    }
    // It may come from a stranger.
    return lines.map { $0.plain(1000) }
  }

  /// Where the study stands, in one line without the workers.
  public var summaryLine: String {
    var line = "\(headline): \(trialCounts)"
    if isRunning { line += "; \((workers.count + unlistedWorkers).counted("worker"))" }
    return line.plain(1000)
  }

  /// What of the summary is new when it differs: time passes always.
  var news: String {
    "\(isRunning) \(trialCounts) \(workers.count + unlistedWorkers) \(incidentLine ?? "") \(incidents.contradictions)"
  }

  private var headline: String {
    let state = isRunning ? "running" : isComplete ? "complete" : "not running"
    var line = "\(study): \(state), \(trials.finished)/\(trials.planned) trials finished"
    if let seconds { line += " after \(seconds.asTime)" }
    if let trialsPerHour { line += ", \(trialsPerHour.asRate) trials an hour" }
    if let secondsLeft, !isComplete { line += ", \(secondsLeft.asTime) left" }
    return line
  }

  private var trialCounts: String {
    var counts = [
      "done \(trials.done)", "diverged \(trials.diverged)", "given up \(trials.quarantined)",
      "running \(trials.running)", "waiting \(trials.pending)",
    ]
    if trials.failing > 0 { counts[4] += " (\(trials.failing) after a failure)" }
    return counts.joined(separator: ", ")
  }

  /// A line a worker, in columns.
  private var workerLines: [String] {
    let rows = workers.map { worker in
      [
        worker.name, worker.host, worker.trial ?? "waiting", worker.fraction.map { "\(Int($0 * 100))%" } ?? "",
        worker.description ?? "", worker.trialsPerHour.map { "\($0.asRate)/h" } ?? "",
        "heard \(worker.secondsSinceHeard.asTime) ago" + (worker.isSilent ? " (silent)" : ""),
      ]
    }
    let widths = (0..<7).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).filter { $1 > 0 }.map { $0 + String(repeating: " ", count: $1 - $0.count) }
      return "  " + cells.joined(separator: "  ").trimmingCharacters(in: .whitespaces)
    }
  }

  /// Nil where nothing was lost or tried again.
  private var incidentLine: String? {
    let parts = [
      (incidents.workersLost, "worker lost", "workers lost"),
      (incidents.trialsRequeued, "trial requeued", "trials requeued"),
      (incidents.failuresRetried, "failure retried", "failures retried"),
      (incidents.duplicateResults, "duplicate result", "duplicate results"),
      (incidents.fencedResults, "fenced result", "fenced results"),
    ].filter { $0.0 > 0 }
    return parts.isEmpty ? nil : parts.map { "\($0) \($0 == 1 ? $1 : $2)" }.joined(separator: ", ")
  }
}

extension Int {
  fileprivate func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

extension Double {
  /// Trials an hour, with a decimal where they are few.
  fileprivate var asRate: String { self < 10 ? "\(rounded(places: 1))" : "\(Int(min(rounded(), 1e9)))" }
}
