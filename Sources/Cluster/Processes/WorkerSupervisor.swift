import Coordination
import Foundation
import Glibc

/// Keeps this machine's worker processes running: notices at once when one ends, and starts another after a wait that
/// grows; a place whose workers keep dying without finishing anything is given up.
final class WorkerSupervisor {
  struct Ending {
    let identity: PeerIdentity
    /// Why the trial is to blame; nil where the process was killed or just ended.
    let crash: String?
    let description: String
  }

  private struct Place {
    let name: String
    let log: String
    var process: pid_t?
    var identity = PeerIdentity("none")
    /// Ends in a row without a finished trial.
    var vainStarts = 0
    var nextStart: Duration?
  }

  private static let backoff = Backoff(first: .milliseconds(100), longest: .seconds(30))
  private static let mostVainStarts = 6

  private let command: [String]
  private let arguments: [String]
  private var places: [Place]
  /// Its write end is open as long as this process lives; workers wait for the read end to end.
  private let lifeline: (readEnd: Int32, writeEnd: Int32)
  private var mayStart = true
  private(set) var lastEnding: Ending?

  /// - Parameters:
  ///   - command: path and first arguments of the program that becomes a worker.
  ///   - arguments: further ones, the same for all workers.
  init(command: [String], arguments: [String], count: Int, logs: URL, now: Duration) throws {
    self.command = command
    self.arguments = arguments
    lifeline = try makePipe()
    if count > 0 {
      do {
        try FileManager.default.createDirectory(at: logs, withIntermediateDirectories: true)
      } catch {
        throw ClusterError("\(logs.path): cannot be made: \(logs.reasonNotMade ?? reason(of: error))")
      }
    }
    places = (1...max(count, 1)).prefix(count).map { number in
      Place(name: "worker-\(number)", log: logs.appending(path: "worker-\(number).log").path, nextStart: now)
    }
  }

  deinit {
    close(lifeline.readEnd)
    close(lifeline.writeEnd)
  }

  /// Whether workers were wanted and every place was given up.
  var isExhausted: Bool {
    mayStart && !places.isEmpty && places.allSatisfy { $0.process == nil && $0.nextStart == nil }
  }

  var isRunning: Bool { places.contains { $0.process != nil } }

  /// Whether this is one of ours.
  func owns(_ identity: PeerIdentity) -> Bool { places.contains { $0.identity == identity } }

  /// Starts what is due.
  func start(at now: Duration) throws {
    guard mayStart else { return }
    for index in places.indices {
      guard places[index].process == nil, let due = places[index].nextStart, now >= due else { continue }
      let place = places[index]
      let identity = PeerIdentity("\(place.name)-\(UInt64.random(in: 0...UInt64.max))")
      places[index].process = try ChildProcess.spawn(
        command: command + arguments + ["--name", place.name, "--identity", identity.description, "--supervised"],
        standardInput: lifeline.readEnd, log: place.log)
      places[index].identity = identity
      places[index].nextStart = nil
    }
  }

  /// Collects the processes that ended.
  func reap(at now: Duration) -> [Ending] {
    var endings: [Ending] = []
    for index in places.indices {
      guard let process = places[index].process, let end = ChildProcess.end(of: process) else { continue }
      places[index].process = nil
      places[index].vainStarts += 1
      if places[index].vainStarts < Self.mostVainStarts {
        places[index].nextStart = now + Self.backoff.wait(places[index].vainStarts - 1)
      }
      let tail = LogTail.lines(places[index].log)
      let description = "\(places[index].name) ended with \(end.description)"
      let ending = Ending(
        identity: places[index].identity,
        crash: end.isCrash ? ([description] + tail).joined(separator: "\n") : nil,
        description: "\(description); \(tail.last.map { "its log ends: \($0)" } ?? "its log is empty")")
      lastEnding = ending
      endings.append(ending)
    }
    return endings
  }

  /// A worker finished a trial: its place is sound.
  func succeeded(_ name: String) {
    guard let index = places.firstIndex(where: { $0.name == name }) else { return }
    places[index].vainStarts = 0
  }

  /// Starts no more.
  func stopStarting() { mayStart = false }

  /// Ends at once what still runs.
  func kill() {
    for place in places {
      guard let process = place.process else { continue }
      Glibc.kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
  }
}
