import Foundation
import Testing

/// A worker process of a run, and the trial that it works on.
struct WorkerProcess {
  let identifier: pid_t
  let trial: String

  /// All worker processes of a run.
  static func all(of run: ProgramRun) -> [pid_t] {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.compactMap { pid_t($0) }.filter { parent(of: $0) == run.identifier }
  }

  /// Waits until a worker is between a trial's first checkpoint and its end, and stops it there: it can do nothing more
  /// unless it is told to go on.
  static func stoppedWhileTraining(_ run: ProgramRun, _ sandbox: StudySandbox) throws -> WorkerProcess {
    var found: WorkerProcess?
    try eventually("a worker is caught while it trains; the run wrote: \(run.errors)") {
      try #require(run.isRunning, "the run ended before a worker was caught: \(run.errors)")
      for process in all(of: run) where isTraining(process, sandbox) != nil {
        kill(process, SIGSTOP)
        try eventually("worker \(process) is stopped") { isStopped(process) }
        if let trial = isTraining(process, sandbox) {
          found = WorkerProcess(identifier: process, trial: trial)
          return true
        }
        // Too late: it was done by then.
        kill(process, SIGCONT)
      }
      return false
    }
    return try #require(found)
  }

  /// Whether a process has ended; also while nobody has collected it.
  static func hasEnded(_ process: pid_t) -> Bool { state(of: process).map { $0 == "Z" } ?? true }

  /// The trial that the worker began last, if it has a checkpoint and no weights.
  private static func isTraining(_ process: pid_t, _ sandbox: StudySandbox) -> String? {
    guard let commandLine = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8) else { return nil }
    let arguments = commandLine.split(separator: "\0")
    guard let flag = arguments.firstIndex(of: "--name"), flag + 1 < arguments.count,
      let log = try? String(contentsOf: sandbox.file("logs/\(arguments[flag + 1]).log"), encoding: .utf8),
      let trial = TinyStudy.keys.last(where: { log.matches(of: /starts (\S+)/).last?.1 == $0[...] }),
      !sandbox.checkpoints(trial).isEmpty, !sandbox.exists("models/\(trial)/weights.safetensors")
    else { return nil }
    return trial
  }

  static func isStopped(_ process: pid_t) -> Bool { state(of: process).map { $0 == "T" || $0 == "Z" } ?? true }

  private static func state(of process: pid_t) -> Substring? { status(process)?.first }

  private static func parent(of process: pid_t) -> pid_t? { status(process).flatMap { pid_t($0[1]) } }

  /// The fields of `/proc/PROCESS/stat` from the third on: state, parent, ... The second, the name, may hold spaces.
  private static func status(_ process: pid_t) -> [Substring]? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    return fields.count > 1 ? fields : nil
  }
}
