import Foundation
import Testing

/// The program, started as a user would.
final class ProgramRun {
  private let process = Process()
  private let standardOutput: URL
  private let standardError: URL

  /// - Parameters:
  ///   - directory: where it runs, and keeps its temporary files.
  ///   - program: another one than ours.
  ///   - environment: what is not as in the environment of the tests.
  init(
    _ arguments: [String], in directory: URL, program: URL? = nil, environment: [String: String] = [:]
  ) throws {
    standardOutput = directory.appending(path: ".\(UUID().uuidString).out")
    standardError = directory.appending(path: ".\(UUID().uuidString).err")
    for url in [standardOutput, standardError] { try Data().write(to: url) }
    process.executableURL = program ?? Self.program
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.environment = ProcessInfo.processInfo.environment.merging([
      "TMPDIR": directory.path, "HEATSWEEP_CACHE": directory.appending(path: "cache").path,
      "XDG_CONFIG_HOME": directory.appending(path: "configuration").path,
      "XDG_STATE_HOME": directory.appending(path: "state").path,
    ]) { $1 }.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: standardOutput)
    process.standardError = try FileHandle(forWritingTo: standardError)
    try process.run()
  }

  deinit { if process.isRunning { signal(SIGKILL) } }

  /// Beside the test bundle, where it was built.
  static let program: URL = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: tests).deletingLastPathComponent().appending(path: "heatsweep")
  }()

  var identifier: pid_t { process.processIdentifier }
  var isRunning: Bool { process.isRunning }
  var output: String { (try? String(contentsOf: standardOutput, encoding: .utf8)) ?? "" }
  var errors: String { (try? String(contentsOf: standardError, encoding: .utf8)) ?? "" }
  var errorLines: [Substring] { errors.split(separator: "\n") }

  func signal(_ number: Int32) { kill(identifier, number) }

  /// Waits for its end.
  /// - Returns: the exit code, or minus the signal.
  @discardableResult func end(sourceLocation: SourceLocation = #_sourceLocation) throws -> Int32 {
    try eventually("the program ends; it wrote: \(errors)", sourceLocation) { !process.isRunning }
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }
}

/// Waits for a condition, looking often; records an issue and throws when it does not come within a minute.
func eventually(
  _ condition: @autoclosure () -> String, _ sourceLocation: SourceLocation = #_sourceLocation,
  _ isTrue: () throws -> Bool
) throws {
  let deadline = ContinuousClock.now + .seconds(60)
  while try !isTrue() {
    try #require(ContinuousClock.now < deadline, "not within a minute: \(condition())", sourceLocation: sourceLocation)
    usleep(2_000)
  }
}
