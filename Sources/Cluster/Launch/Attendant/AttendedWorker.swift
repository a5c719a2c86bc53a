import Coordination
import Files
import Foundation
import Glibc

/// A worker process of a host. It outlives the attendant that started it, and the next attendant finds it by its record.
struct AttendedWorker {
  /// Which process it is, in a file beside its log.
  private struct Record: Codable {
    var process: pid_t
    /// When it began, in ticks of the kernel's clock: process numbers come again.
    var began: String
    var identity: String
    /// Of all that it was started with.
    var terms: String
  }

  /// How a worker ended, as far as can be known.
  struct Ending {
    var identity: String
    var description: String
    var crash: String?
    /// It left as it should: it was told to, or there is no more work.
    var isOrderly: Bool
  }

  let number: Int
  let name: String
  let directory: URL
  private var record: Record?
  /// Started by this process, so that the system tells it how the worker ended.
  private var isChild = false
  /// Ends in a row of workers that did not last.
  private var vainStarts = 0
  private var started: Duration = .zero
  private(set) var nextStart: Duration?

  private static let backoff = Backoff(first: .milliseconds(500), longest: .seconds(60))
  private static let mostVainStarts = 6

  init(number: Int, name: String, directory: URL) {
    self.number = number
    self.name = name
    self.directory = directory
    if let bytes = FileManager.default.contents(atPath: recordPath),
      let record = try? JSONDecoder().decode(Record.self, from: bytes), Self.began(record.process) == record.began
    {
      self.record = record
    }
    nextStart = isRunning ? nil : .zero
  }

  var log: String { directory.appending(path: "\(name).log").path }
  private var key: String { directory.appending(path: "\(name).key").path }
  private var recordPath: String { directory.appending(path: name + Self.recordSuffix).path }

  /// Of the names of records.
  static let recordSuffix = ".process"

  var isRunning: Bool { record != nil }

  /// Whether it was started with the same terms.
  func hasTerms(_ terms: String) -> Bool { record?.terms == terms }

  /// Starts a process for it, in a session of its own: the end of the ssh connection does not reach it.
  mutating func start(_ orders: AttendantOrders, terms: String, at now: Duration) throws {
    let worker = orders.workers[number - 1]
    let identity = "\(name)-\(UInt64.random(in: 0...UInt64.max))"
    var command = [
      ThisProgram.path, "worker", "--connect", orders.endpoint, "--threads", "\(orders.threads)", "--name", name,
      "--identity", identity, "--directory", directory.path,
    ]
    if let secret = worker.key {
      try SecretFile.write(secret, to: key)
      command += ["--key", key]
    }
    // The toolchain's program that explains crashes is not copied.
    let environment = ["SWIFT_BACKTRACE": "enable=no"].merging(orders.environment) { $1 }
    let process = try ChildProcess.spawn(command: command, environment: environment, log: log, isOwnSession: true)
    let record = Record(process: process, began: Self.began(process) ?? "", identity: identity, terms: terms)
    self.record = record
    isChild = true
    started = now
    nextStart = nil
    try DurableFile.write(JSONEncoder().encode(record), to: recordPath)
  }

  /// How it ended, once.
  /// - Parameter mayRestart: whether another may be started later.
  mutating func reap(at now: Duration, mayRestart: Bool) -> Ending? {
    guard let record else { return nil }
    var end: ProcessEnd?
    if isChild {
      end = ChildProcess.end(of: record.process)
      guard end != nil else { return nil }
    } else if Self.began(record.process) == record.began {
      return nil
    }
    self.record = nil
    isChild = false
    try? FileManager.default.removeItem(atPath: recordPath)
    let isOrderly = end == .exited(0)
    vainStarts = now - started > .seconds(60) ? 1 : vainStarts + 1
    if mayRestart, !isOrderly, vainStarts < Self.mostVainStarts {
      nextStart = now + Self.backoff.wait(vainStarts - 1)
    }
    let tail = LogTail.lines(log)
    let description = "\(name) ended" + (end.map { " with \($0.description)" } ?? ", it is not known how")
    return Ending(
      identity: record.identity,
      description: "\(description); \(tail.last.map { "its log ends: \($0)" } ?? "its log is empty")",
      crash: end?.isCrash == true ? ([description] + tail).joined(separator: "\n") : nil, isOrderly: isOrderly)
  }

  /// Sends it a signal; SIGKILL to all that it may have started too.
  func signal(_ number: Int32) {
    guard let record, Self.began(record.process) == record.began else { return }
    kill(number == SIGKILL ? -record.process : record.process, number)
  }

  /// The 22nd field of `/proc/PROCESS/stat`; nil for a process that has ended, whether or not it was collected.
  private static func began(_ process: pid_t) -> String? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      // The second field, the name, may hold spaces and parentheses.
      let end = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    return fields.count > 19 && fields[0] != "Z" ? String(fields[19]) : nil
  }
}
