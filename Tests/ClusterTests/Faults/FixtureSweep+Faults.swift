import Cluster
import Files
import Foundation
import Testing

/// A place to die, or to stop, for a process of the fixture.
struct Fault: Sendable, CustomStringConvertible {
  enum Role: String, CaseIterable, Sendable { case coordinator, worker }
  enum Action: String, Sendable { case kill, stop }

  var role: Role
  var point: FaultPoint
  /// 1: the first time that a process passes the point.
  var occurrence = 1
  var action = Action.kill

  var description: String { "\(role) \(point) \(occurrence)" }

  /// What makes a process have this fault, once: the first one that comes there.
  func environment(in sweep: FixtureSweep) -> [String: String] {
    ["FIXTURE_FAULT": "\(role) \(point.rawValue) \(occurrence) \(action) \(marker(in: sweep).path)"]
  }

  /// Whether a process came there.
  func happened(in sweep: FixtureSweep) -> Bool {
    FileManager.default.fileExists(atPath: marker(in: sweep).path)
  }

  private func marker(in sweep: FixtureSweep) -> URL { sweep.root.appending(path: "fault") }
}

extension FixtureSweep {
  /// What a run that nothing disturbs prints, with one worker: a trial after the other.
  static func undisturbed(_ trials: [String]) async throws -> String {
    let sweep = try FixtureSweep(trials)
    try sweep.release()
    let run = try sweep.start(workers: 1)
    try #require(try await run.ends() == 0, "\(run.errors)")
    return run.output
  }

  /// Whether a trial is held in a worker's own directory.
  func isHeld(_ key: String, in directory: String) -> Bool {
    exists("\(directory)/reached-\(key)")
  }

  /// Whether a worker's own directory holds a result that is not acknowledged.
  func isResultKept(_ key: String, in directory: String) -> Bool {
    let paths = try? FileManager.default.subpathsOfDirectory(atPath: root.appending(path: directory).path)
    return paths?.contains { $0.hasSuffix("/\(key)/outcome.pending") } ?? false
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root.appending(path: path).path) }
}

extension FixtureSweep.Run {
  /// Waits for its end, and lets other tests run meanwhile.
  /// - Returns: the exit code, or minus the signal.
  @discardableResult func ends(sourceLocation: SourceLocation = #_sourceLocation) async throws -> Int32 {
    try await eventually("the process ends; it wrote: \(errors)", sourceLocation) { !process.isRunning }
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }

  /// Whether the process is stopped, as by SIGSTOP.
  var isStopped: Bool {
    let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)
    return status?.split(separator: ")").last?.hasPrefix(" T") ?? false
  }
}

/// Waits for a condition, looking often, and lets other tests run meanwhile; records an issue and throws when it does not come within
/// two minutes.
func eventually(
  _ condition: @autoclosure () -> String, _ sourceLocation: SourceLocation = #_sourceLocation,
  _ isTrue: () throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + .seconds(120)
  while try !isTrue() {
    try #require(ContinuousClock.now < deadline, "never came: \(condition())", sourceLocation: sourceLocation)
    try await Task.sleep(for: .milliseconds(10))
  }
}
