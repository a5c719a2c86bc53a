import Coordination
import Files
import Foundation
import Glibc
import ZeroMQ

/// Looks after the workers of a host while `launch` is connected: the program that `launch` runs there through ssh.
///
/// Takes orders as lines of standard input and reports in lines of standard output. When the input ends without `stop`, the
/// connection is gone and it ends, but the workers go on: they know their coordinator's address, and the next attendant finds
/// them by their records.
public final class Attendant {
  private let base: URL
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var input = LineBuffer(limit: 4 << 20)
  private var workers: [AttendedWorker] = []
  private var logs: [LogFollower] = []
  /// Digest of all that workers are started with: those that run with another are ended.
  private var terms = ""
  /// When workers that were told to stop are ended.
  private var stopDeadline: Duration?
  private var isFinished = false
  /// When workers should have reached their coordinator.
  private var connectionCheck = Duration.seconds(15)

  private var now: Duration { clock.now - start }

  /// - Parameter directory: the host's directory of this program, in which each sweep has its own.
  public init(directory: URL) {
    base = directory
    start = clock.now
  }

  /// Serves until it is told to stop, or nobody listens any more.
  public func run() throws {
    signal(SIGPIPE, SIG_IGN)
    let signals = try SignalPipe([SIGTERM, SIGHUP, SIGCHLD])
    guard let orders = try readOrders() else { return }
    let directory = try makeDirectory(orders)
    let lock = try AttendantLock(directory.appending(path: "attendant.lock").path)
    defer { withExtendedLifetime(lock) {} }
    try takeOver(orders, in: directory)
    guard case .tcp(_, let port) = try Endpoint(orders.endpoint).transport else {
      throw ClusterError("\(orders.endpoint): expected tcp://HOST:PORT")
    }
    for worker in workers where worker.isRunning { report(.started(worker: worker.number, wasRunning: true)) }
    while true {
      guard try obey(signals) else { return }
      try tend(orders)
      checkConnection(orders.endpoint, port)
      if let stopDeadline, workers.allSatisfy({ !$0.isRunning }) || now >= stopDeadline {
        for worker in workers { worker.signal(SIGKILL) }
        reap()
        sendLogs()
        if isFinished { remove(directory) }
        return report(.stopped)
      }
    }
  }

  /// Removes what is left of a complete sweep; its directory too, unless other hosts that share this home still have theirs there.
  private func remove(_ directory: URL) {
    try? FileManager.default.removeItem(at: directory)
    rmdir(directory.deletingLastPathComponent().path)
  }

  private func readOrders() throws -> AttendantOrders? {
    while true {
      if let line = try input.next() {
        do {
          return try JSONDecoder().decode(AttendantOrders.self, from: line)
        } catch {
          throw ClusterError("the first line of standard input: expected the orders of a heatsweep of this version")
        }
      }
      guard try input.fill(from: STDIN_FILENO) else { return nil }
    }
  }

  private func makeDirectory(_ orders: AttendantOrders) throws -> URL {
    guard orders.sweep.isTrialKey, orders.host.isTrialKey, orders.workers.allSatisfy({ $0.name.isTrialKey }) else {
      throw ClusterError("orders: expected names of letters, digits, '.', '_' and '-' only")
    }
    let directory = base.appending(path: "sweeps/\(orders.sweep)/\(orders.host)")
    do {
      try FileManager.default.createDirectory(
        at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw ClusterError("\(directory.path): cannot be made: \(reason(of: error))")
    }
    return directory
  }

  /// Finds the workers that run already, and ends those that run with other terms.
  private func takeOver(_ orders: AttendantOrders, in directory: URL) throws {
    var terms = orders
    for index in terms.workers.indices { terms.workers[index].logOffset = 0 }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let digest = sha256(try encoder.encode(terms) + Data(ThisProgram.path.utf8))
    self.terms = digest
    // Also of workers that are wanted no more.
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      .filter { $0.hasSuffix(AttendedWorker.recordSuffix) }.map {
        String($0.dropLast(AttendedWorker.recordSuffix.count))
      }
    var others = names.map { AttendedWorker(number: 0, name: $0, directory: directory) }
      .filter { worker in !worker.hasTerms(digest) || !orders.workers.contains { $0.name == worker.name } }
    for worker in others { worker.signal(SIGTERM) }
    let deadline = now + Self.patience
    while others.contains(where: \.isRunning), now < deadline {
      usleep(50_000)
      for index in others.indices { _ = others[index].reap(at: now, mayRestart: false) }
    }
    for worker in others { worker.signal(SIGKILL) }
    workers = orders.workers.enumerated().map { index, worker in
      AttendedWorker(number: index + 1, name: worker.name, directory: directory)
    }
    logs = zip(workers, orders.workers).map { LogFollower(path: $0.log, offset: $1.logOffset) }
  }

  /// Waits a moment for commands and signals.
  /// - Returns: whether to go on.
  private func obey(_ signals: SignalPipe) throws -> Bool {
    var entries = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    poll(&entries, 2, 200)
    if entries[1].revents != 0, signals.take().contains(where: { $0 != SIGCHLD }) { return false }
    if entries[0].revents != 0, try !input.fill(from: STDIN_FILENO) { return false }
    while let line = try input.next() {
      guard let command = AttendantCommand(rawValue: String(decoding: line, as: UTF8.self)), stopDeadline == nil else {
        continue
      }
      isFinished = command == .finish
      stopDeadline = now + Self.patience
      for worker in workers { worker.signal(SIGTERM) }
    }
    return true
  }

  private func tend(_ orders: AttendantOrders) throws {
    reap()
    if stopDeadline == nil {
      for index in workers.indices {
        guard let due = workers[index].nextStart, now >= due else { continue }
        try workers[index].start(orders, terms: terms, at: now)
        report(.started(worker: workers[index].number, wasRunning: false))
      }
    }
    sendLogs()
  }

  private func reap() {
    for index in workers.indices {
      guard let ending = workers[index].reap(at: now, mayRestart: stopDeadline == nil) else { continue }
      report(
        .ended(
          worker: workers[index].number, identity: ending.identity, description: ending.description,
          crash: ending.crash, willRestart: workers[index].nextStart != nil))
    }
  }

  private func sendLogs() {
    for index in logs.indices {
      while let (offset, bytes) = logs[index].next() {
        report(.log(worker: workers[index].number, offset: offset, bytes: bytes))
      }
    }
  }

  /// Says once that workers cannot get through to their coordinator. They go on trying.
  private func checkConnection(_ endpoint: String, _ port: Int) {
    guard now >= connectionCheck, stopDeadline == nil, workers.contains(where: \.isRunning) else { return }
    connectionCheck = .seconds(1_000_000_000)
    guard !ConnectionTable.hasConnection(toPort: port) else { return }
    report(
      .trouble(
        reason:
          "its workers cannot reach \(endpoint) so far; let that port pass, or say `tunnel: true` in the host file"))
  }

  /// Ends the process where nobody listens: there is nothing left to do.
  private func report(_ report: AttendantReport) {
    // The type has nothing that could fail to be encoded.
    guard let bytes = try? JSONEncoder().encode(report) else { return }
    var line = Array(bytes + [UInt8(ascii: "\n")])[...]
    while !line.isEmpty {
      let count = line.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { exit(EX_IOERR) }
      line = line.dropFirst(count)
    }
  }

  /// How long workers have to keep their checkpoints.
  private static let patience = Duration.seconds(8)
}
