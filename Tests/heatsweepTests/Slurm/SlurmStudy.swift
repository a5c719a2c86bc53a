import Foundation
import Testing

/// A study that was submitted to a Slurm.
struct SlurmStudy {
  let cluster: SlurmCluster
  /// The coordinator's job.
  let coordinator: String
  /// The workers' array of jobs.
  let array: String

  /// The job of one of the workers, which are counted from 1.
  func job(_ worker: Int) -> String { "\(array)_\(worker)" }

  var coordinatorLog: String { log("coordinator-\(coordinator)") }

  func workerLog(_ worker: Int) -> String { log("worker-\(array)-\(worker)") }

  /// Waits until this many workers are each in the middle of a trial, between its first checkpoint and its end, and stops them
  /// there: they can do nothing more until Slurm sends them a signal, or we do.
  /// - Returns: the process and the trial of each, by the worker's number.
  func stoppedWhileTraining(workers: Int) throws -> [Int: WorkerProcess] {
    var caught: [Int: WorkerProcess] = [:]
    try eventually("\(workers) workers are caught while they train; the coordinator wrote: \(coordinatorLog)") {
      for worker in 1...workers where caught[worker] == nil {
        guard let process = training(worker) else { continue }
        kill(process.identifier, SIGSTOP)
        try eventually("worker \(worker) is stopped") { WorkerProcess.isStopped(process.identifier) }
        // Else too late: it was done by then.
        if training(worker)?.trial == process.trial {
          caught[worker] = process
        } else {
          kill(process.identifier, SIGCONT)
        }
      }
      return caught.count == workers
    }
    return caught
  }

  /// Waits until all jobs are over and nothing of them runs.
  func end(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try eventually("all jobs end; the coordinator wrote: \(coordinatorLog)", sourceLocation) {
      try cluster.run("squeue", "--noheader").isEmpty
    }
  }

  /// A field of what Slurm knows of a job, such as `JobState`.
  func field(_ name: String, ofJob job: String) throws -> String {
    let text = try cluster.run("scontrol", "--oneliner", "show", "job", job)
    let word = text.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("\(name)=") }
    return try #require(word, "\(text)").dropFirst(name.count + 1).description
  }

  private func log(_ name: String) -> String {
    (try? String(contentsOf: cluster.sandbox.file("logs/\(name).log"), encoding: .utf8)) ?? ""
  }

  /// The worker's process and the trial that it began last, if that has a checkpoint and no weights.
  private func training(_ worker: Int) -> WorkerProcess? {
    let log = workerLog(worker)
    guard let process = log.matches(of: /process=(\d+)/).last.flatMap({ pid_t($0.1) }),
      let trial = log.matches(of: /starts (\S+)\n/).last.map({ String($0.1) }),
      let files = try? FileManager.default.contentsOfDirectory(atPath: cluster.sandbox.file("models/\(trial)").path),
      files.contains(where: { $0.hasPrefix("checkpoint") }), !files.contains("weights.safetensors")
    else { return nil }
    return WorkerProcess(identifier: process, trial: trial)
  }
}
