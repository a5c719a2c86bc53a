import Cluster
import Files
import Foundation

/// What sweeping itself costs: trials that do nothing, handed out to worker processes over the socket, every change and result
/// durable as always.
struct SweepOverhead: Encodable {
  let trials: Int
  let workers: Int
  /// Wall-clock, from an empty directory to the last worker's end.
  let seconds: Double
  let trialsPerSecond: Double
  /// Of the coordinator's CPU time, for each trial.
  let coordinatorMilliseconds: Double
  /// Of all workers' CPU time, for each trial.
  let workerMilliseconds: Double
  /// To make a small file durable on this disk: two flushes, one of the file and one of its directory. A trial waits for one such
  /// file at its worker, and for two flushes at the coordinator.
  let durableFileMilliseconds: Double

  private enum CodingKeys: String, CodingKey {
    case trials, workers, seconds
    case trialsPerSecond = "trials_per_second"
    case coordinatorMilliseconds = "coordinator_cpu_ms_per_trial"
    case workerMilliseconds = "worker_cpu_ms_per_trial"
    case durableFileMilliseconds = "durable_file_ms"
  }

  /// Runs the sweep in a temporary directory.
  ///
  /// - Throws: `ClusterError` or `BenchError` where it does not come to its end.
  init(trials: Int, workers: Int) throws {
    let directory = try BenchDirectory()
    // About as large as a real trial.
    let payload = Data(repeating: UInt8(ascii: "x"), count: 1000)
    let (coordinator, children) = (ProcessorTime.ofThisProcess, ProcessorTime.ofChildren)
    let elapsed = try ContinuousClock().measure {
      let sweep = try Sweep(
        name: "empty", text: "", trials: (0..<trials).map { Sweep.Trial(key: "empty-\($0)", payload: payload) })
      let options = CoordinatorOptions(
        localWorkers: workers, workerCommand: [ThisProgram.path, "worker", "--without-training"],
        build: try ThisProgram.build())
      let ending = try Coordinator(
        sweep: sweep, directory: directory.url, options: options, observer: QuietObserver()
      ).run()
      guard case .complete(let records) = ending else { throw BenchError(description: "stopped") }
      guard records.allSatisfy({ $0.payload == payload }) else {
        throw BenchError(description: "trials that do nothing failed")
      }
    }
    let seconds = elapsed / .seconds(1)
    func perTrial(_ time: Double) -> Double { (1000 * time / Double(trials)).rounded(toPlaces: 3) }
    self.trials = trials
    self.workers = workers
    self.seconds = seconds.rounded(toPlaces: 2)
    trialsPerSecond = (Double(trials) / seconds).rounded(toPlaces: 1)
    coordinatorMilliseconds = perTrial(ProcessorTime.ofThisProcess - coordinator)
    workerMilliseconds = perTrial(ProcessorTime.ofChildren - children)
    durableFileMilliseconds = try Self.durableFileMilliseconds(directory.url).rounded(toPlaces: 3)
  }

  private static func durableFileMilliseconds(_ directory: URL) throws -> Double {
    let times = try (0..<50).map { number in
      try ContinuousClock().measure {
        try DurableFile.write(Data(repeating: 0, count: 1000), to: directory.appending(path: "flush-\(number)").path)
      } / .milliseconds(1)
    }
    return times.sorted()[times.count / 2]
  }

  /// For people.
  var text: String {
    """
    \(trials) trials that do nothing, \(workers) worker\(workers == 1 ? "" : "s"): \(seconds.text(2)) s, \
    \(trialsPerSecond.text(0)) trials/s
    CPU time a trial: coordinator \(coordinatorMilliseconds.text(2)) ms, workers \(workerMilliseconds.text(2)) ms; a small \
    file is durable here after \(durableFileMilliseconds.text(2)) ms
    """
  }
}
