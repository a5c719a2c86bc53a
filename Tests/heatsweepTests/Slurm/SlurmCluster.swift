import Foundation
import Testing

/// A Slurm of one node with five cores, all of whose files are in a test's sandbox; gone when the test is over. Its partition
/// `lab` takes cores away from `spare`.
final class SlurmCluster {
  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Why there can be none here; nil where there can.
  static let obstacle: String? = {
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/sbin"
    let directories = path.split(separator: ":").map(String.init)
    let missing = ["munged", "slurmctld", "slurmd", "sbatch"].filter { name in
      !directories.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }
    if !missing.isEmpty { return "not installed: \(missing.joined(separator: ", "))" }
    return geteuid() == 0 ? nil : "only root can start slurmd"
  }()

  let sandbox: StudySandbox
  private let daemons = Process()
  /// The daemons end when it is closed, also because this process is killed.
  private let lifeline = Pipe()
  private let environment: [String: String]

  init(in sandbox: StudySandbox) throws {
    self.sandbox = sandbox
    let directory = sandbox.root.resolvingSymlinksInPath().appending(path: "slurm")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    environment = ProcessInfo.processInfo.environment.merging([
      "SLURM_CONF": directory.appending(path: "slurm.conf").path, "HEATSWEEP": ProgramRun.program.path,
      "HEATSWEEP_CACHE": sandbox.root.appending(path: "cache").path, "TMPDIR": sandbox.root.path,
    ]) { $1 }
    let output = Pipe()
    daemons.executableURL = Self.repository.appending(path: "Tests/Fixtures/slurm-cluster")
    daemons.arguments = [directory.path]
    daemons.standardInput = lifeline
    daemons.standardOutput = output
    try daemons.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    try #require(line == "ready\n", "Slurm did not start")
  }

  deinit {
    try? lifeline.fileHandleForWriting.close()
    daemons.waitUntilExit()
  }

  /// Runs a program that talks to this Slurm, in the sandbox.
  /// - Returns: its exit code and everything that it wrote.
  func attempt(_ command: [String]) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = sandbox.root
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  /// The same for a program that has to succeed.
  @discardableResult func run(_ command: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> String
  {
    let (code, output) = try attempt(command)
    try #require(code == 0, "\(command): \(output)", sourceLocation: sourceLocation)
    return output
  }

  /// The tiny study: its coordinator in `lab`, its workers in `spare`.
  func submitStudy(workers: Int) throws -> SlurmStudy {
    let line = try run(Self.submit, "tiny.yaml", "output", "\(workers)", "--time=10", "--", "--partition=spare")
    let jobs = try #require(line.firstMatch(of: /coordinator: job (\d+); workers: array (\d+)\./), "\(line)")
    return SlurmStudy(cluster: self, coordinator: String(jobs.1), array: String(jobs.2))
  }

  static let submit = repository.appending(path: "cluster/slurm/submit").path
}
