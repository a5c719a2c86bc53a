import Cluster
import Foundation
import Testing

/// A directory with a sweep of the fixture program in it, and the processes that were started on it. Everything ends and
/// goes when the test does.
final class FixtureSweep {
  /// A started fixture program.
  final class Run {
    let process = Process()
    private let standardOutput: URL
    private let standardError: URL

    init(_ arguments: [String], environment: [String: String], files: URL) throws {
      standardOutput = files.appending(path: "\(UUID().uuidString).out")
      standardError = files.appending(path: "\(UUID().uuidString).err")
      for url in [standardOutput, standardError] { try Data().write(to: url) }
      process.executableURL = FixtureSweep.program
      process.arguments = arguments
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      process.environment?["TMPDIR"] = files.path
      process.environment?["XDG_STATE_HOME"] = files.appending(path: "state").path
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try FileHandle(forWritingTo: standardOutput)
      process.standardError = try FileHandle(forWritingTo: standardError)
      try process.run()
    }

    var output: String { (try? String(contentsOf: standardOutput, encoding: .utf8)) ?? "" }
    var errors: String { (try? String(contentsOf: standardError, encoding: .utf8)) ?? "" }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Waits for its end.
    /// - Returns: the exit code, or minus the signal.
    func end(sourceLocation: SourceLocation = #_sourceLocation) throws -> Int32 {
      try eventually("the process ends; it wrote: \(errors)", sourceLocation) { !process.isRunning }
      return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
  }

  let root: URL
  var directory: URL { root.appending(path: "output") }
  /// A socket in the directory, for coordinators that are to be found again.
  var endpoint: String { "ipc://\(root.path)/socket" }
  private var study: URL { root.appending(path: "study") }
  private var runs: [Run] = []
  private var workerDirectories: [URL] = []

  /// - Parameter trials: behaviour by trial, in order; the keys are `t0`, `t1`, ...
  init(_ trials: [String]) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "cluster-test-\(UUID().uuidString)")
    // For sockets, which only this user may reach.
    let mode = [FileAttributeKey.posixPermissions: 0o700]
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true, attributes: mode)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let lines = trials.enumerated().map { "t\($0) \($1)\n" }
    try Data(lines.joined().utf8).write(to: study)
  }

  deinit {
    for run in runs where run.process.isRunning { run.signal(SIGKILL) }
    try? FileManager.default.removeItem(at: root)
  }

  /// Beside the test bundle, where it was built.
  private static let program: URL = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: tests).deletingLastPathComponent().appending(path: "sweep-fixture")
  }()

  /// Starts a coordinator.
  /// - Parameter directory: another name of the sweep's directory.
  func start(
    workers: Int, endpoint: String? = nil, directory: URL? = nil, environment: [String: String] = [:]
  ) throws -> Run {
    let output = (directory ?? self.directory).path
    return try launch(["run", study.path, output, "\(workers)"] + (endpoint.map { [$0] } ?? []), environment)
  }

  /// Starts a worker that is not the coordinator's child.
  /// - Parameter directory: name of a directory of its own, as if it were on another machine; nil: it shares the coordinator's.
  func startWorker(
    _ endpoint: String, key: URL? = nil, name: String = "outside", directory: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Run {
    var arguments = ["worker", "--connect", endpoint, "--name", name] + (key.map { ["--key", $0.path] } ?? [])
    if let directory {
      let url = root.appending(path: directory)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      if !workerDirectories.contains(url) { workerDirectories.append(url) }
      arguments += ["--directory", url.path]
    }
    return try launch(arguments, environment)
  }

  private func launch(_ arguments: [String], _ environment: [String: String]) throws -> Run {
    let run = try Run(arguments, environment: environment, files: root)
    runs.append(run)
    return run
  }

  /// Lets held trials go on, wherever they are: those of the behaviour `holds`, or `holds-longer` and so on for `release-longer`.
  func release(_ name: String = "release") throws {
    for url in [directory] + workerDirectories { try Data().write(to: url.appending(path: name)) }
  }

  /// Takes the cause of failures away.
  func mend() throws { try Data().write(to: directory.appending(path: "mended")) }

  /// Waits until a holding trial has its fifth checkpoint.
  /// - Returns: the process of its worker.
  func processHolding(_ key: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> pid_t {
    let file = directory.appending(path: "reached-\(key)")
    try eventually("\(key) is held", sourceLocation) { FileManager.default.fileExists(atPath: file.path) }
    let process = try #require(pid_t(try String(contentsOf: file, encoding: .utf8)))
    try FileManager.default.removeItem(at: file)
    return process
  }

  /// `attempt 1 from step 0` and so on, a line for each time that a worker trained the trial.
  /// - Parameter directory: that of the worker; nil: the coordinator's.
  func trainings(_ key: String, in directory: String? = nil) throws -> [String] {
    let base = directory.map { root.appending(path: $0) } ?? self.directory
    return try String(contentsOf: base.appending(path: "trainings-\(key)"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  func stored() throws -> StoredStudy { try StoredStudy(directory: directory) }
}

/// Waits for a condition, looking often; records an issue and throws when it does not come within a minute.
func eventually(
  _ condition: @autoclosure () -> String, _ sourceLocation: SourceLocation = #_sourceLocation,
  _ isTrue: () throws -> Bool
) throws {
  let deadline = ContinuousClock.now + .seconds(60)
  while try !isTrue() {
    try #require(ContinuousClock.now < deadline, "not within a minute: \(condition())", sourceLocation: sourceLocation)
    usleep(5_000)
  }
}

/// Whether a process has ended; also while nobody has collected it.
func hasEnded(_ process: pid_t) -> Bool {
  guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
  return status.split(separator: ")").last?.hasPrefix(" Z") ?? true
}
