import Coordination
import Files
import Foundation
import Glibc

/// The hosts of a launch: drives each one's machine with ssh processes, logs and the program's archive. Owned by the
/// coordinator's thread, which calls `step` often; nothing here waits.
public final class Fleet {
  private struct Member {
    var machine: HostMachine
    var process: HostProcess?
    /// What the check printed.
    var output = Data()
    var lines = LineBuffer(limit: AttendantReport.longestLine)
    var finishedTrials = 0
    var lastLine = ""
    /// It ran workers once, and could not be told to stop them.
    var wasCutOff = false
  }

  private let hosts: [LaunchHost]
  private let bundle: ProgramBundle
  private let sweep: String
  private let logs: URL
  private let makeKey: (String) throws -> String?
  private var members: [Member] = []
  private let workspace: SocketDirectory
  private var packing: (process: HostProcess, archive: URL)?
  private var archive: URL?
  private var endings: [WorkerSupervisor.Ending] = []
  private var news: [String] = []
  private var nextStep: Duration = .zero
  private var isStopping = false

  /// Hosts that are set up at the same time.
  private static let mostAtOnce = 32
  /// Bytes of the longest log that is collected from a worker.
  private static let longestLog: UInt64 = 256 << 20

  /// - Parameters:
  ///   - bundle: what is copied to hosts that do not have it.
  ///   - sweep: names the sweep's directory on hosts; the same for every launch of one output directory.
  ///   - logs: directory that workers' logs are collected in.
  ///   - key: content of the key file for the worker of this name.
  public init(
    hosts: [LaunchHost], bundle: ProgramBundle, sweep: String, logs: URL, key: @escaping (String) throws -> String?
  ) throws {
    self.hosts = hosts
    self.bundle = bundle
    self.sweep = sweep
    self.logs = logs
    makeKey = key
    workspace = try SocketDirectory()
  }

  /// Whether any ssh process is left.
  var isRunning: Bool { members.contains { $0.process != nil } }

  /// Whether no host can do anything any more.
  var isExhausted: Bool { !members.isEmpty && !isStopping && members.allSatisfy { $0.machine.phase == .failed } }

  /// Where each host stands.
  func overview(at now: Duration) -> [HostOverview] {
    members.map { HostOverview($0.machine, finishedTrials: $0.finishedTrials, now: now) }
  }

  /// What each host came to, in a line: for the end.
  public var summary: [String] {
    members.map { member in
      let count = member.finishedTrials
      let trials = "\(member.machine.host.name): finished \(count) trial\(count == 1 ? "" : "s")"
      return member.wasCutOff
        ? "\(trials); it could not be reached at the end, and workers left there end within ten minutes" : trials
    }
  }

  /// Takes the lines about hosts that came up since the last call.
  func takeNews() -> [String] {
    defer { news = [] }
    return news
  }

  /// Takes the workers whose end the hosts told since the last call.
  func takeEndings() -> [WorkerSupervisor.Ending] {
    defer { endings = [] }
    return endings
  }

  /// Begins, once the coordinator listens.
  func begin(endpoint: String) throws {
    guard let (address, port) = Self.split(endpoint) else {
      throw ClusterError("\(endpoint): expected tcp://HOST:PORT, which hosts can connect to")
    }
    do {
      try FileManager.default.createDirectory(at: logs, withIntermediateDirectories: true)
    } catch {
      throw ClusterError("\(logs.path): cannot be made: \(logs.reasonNotMade ?? reason(of: error))")
    }
    members = hosts.map { host in
      let machine = HostMachine(
        host: host, bundle: bundle, listening: .init(address: address, port: port),
        seed: UInt64.random(in: 0...UInt64.max))
      return Member(machine: machine)
    }
  }

  /// A worker finished a trial.
  func succeeded(_ worker: String) {
    guard let dash = worker.lastIndex(of: "-"),
      let index = members.firstIndex(where: { $0.machine.host.name == worker[..<dash] })
    else { return }
    members[index].finishedTrials += 1
  }

  /// Ends all workers that can be reached; `step` goes on until they have ended.
  func stop(_ command: AttendantCommand, at now: Duration) {
    guard !isStopping else { return }
    isStopping = true
    for index in members.indices {
      members[index].wasCutOff = members[index].machine.hasRun && members[index].machine.phase == .waiting
      perform(members[index].machine.stop(command, at: now), index, now)
    }
  }

  /// Ends what is left on this side.
  func kill() {
    for index in members.indices {
      members[index].process?.kill()
      members[index].process?.collect()
      members[index].process = nil
    }
    packing?.process.kill()
    packing?.process.collect()
    packing = nil
  }

  /// Does what is due; a few times a second is enough, and more often costs nothing.
  func step(at now: Duration) {
    guard now >= nextStep else { return }
    nextStep = now + .milliseconds(50)
    checkPacking(now)
    for index in members.indices { listen(index, now) }
    var settingUp = members.count { $0.machine.isSettingUp }
    for index in members.indices where !isStopping || members[index].machine.isBusy {
      let wasSettingUp = members[index].machine.isSettingUp
      let mayBegin = !isStopping && settingUp < Self.mostAtOnce
      perform(members[index].machine.tick(at: now, mayBegin: mayBegin), index, now)
      if members[index].machine.isSettingUp, !wasSettingUp { settingUp += 1 }
    }
  }

  /// Reads what the host's process wrote, and notices its end.
  private func listen(_ index: Int, _ now: Duration) {
    guard let process = members[index].process else { return }
    process.flush()
    // Asked first: what is read after an end is everything.
    let end = process.end()
    take(process.read(), index, now)
    guard let end else { return }
    while true {
      let more = process.read()
      guard !more.isEmpty else { break }
      take(more, index, now)
    }
    members[index].process = nil
    let output = String(decoding: members[index].output, as: UTF8.self)
    let errors = String(decoding: process.errorText, as: UTF8.self)
    perform(members[index].machine.ended(end, output: output, errors: errors, at: now), index, now)
  }

  private func take(_ bytes: Data, _ index: Int, _ now: Duration) {
    guard !bytes.isEmpty else { return }
    if members[index].machine.phase == .checking {
      members[index].output = Data((members[index].output + bytes).suffix(65_536))
      return
    }
    do {
      try members[index].lines.append(bytes)
      while let line = try members[index].lines.next() {
        // What is no report comes from the user's start-up files there.
        guard let report = try? JSONDecoder().decode(AttendantReport.self, from: line) else { continue }
        perform(members[index].machine.reported(report, at: now), index, now)
      }
    } catch {
      members[index].lines = LineBuffer(limit: AttendantReport.longestLine)
      news.append("\(members[index].machine.host.name): \(error)")
      members[index].process?.kill()
    }
  }

  private func perform(_ actions: [HostAction], _ index: Int, _ now: Duration) {
    let host = members[index].machine.host
    for action in actions {
      switch action {
      case .check: start(index, RemoteShell.check, input: .nothing, now)
      case .copy: if let archive { start(index, RemoteShell.copy, input: .file(archive.path), now) }
      case .attend(let way, let workers): attend(index, way, workers, now)
      case .pack: pack(now)
      case .send(let command): members[index].process?.write(Data("\(command.rawValue)\n".utf8))
      case .kill: members[index].process?.kill()
      case .log(let worker, let bytes): keep(bytes, of: host.workerName(worker))
      case .workerEnded(let identity, let description, let crash):
        endings.append(.init(identity: PeerIdentity(identity), crash: crash, description: description))
        if !isStopping { news.append(description) }
      case .say(let line): news.append("\(host.name): \(line)")
      case .changed:
        let line = HostOverview(members[index].machine, finishedTrials: 0, now: now).line
        if !isStopping, line != members[index].lastLine { news.append(line) }
        members[index].lastLine = line
      }
    }
  }

  private func start(
    _ index: Int, _ script: String, input: HostProcess.Input, forward: (port: Int, to: String)? = nil, _ now: Duration
  ) {
    let host = members[index].machine.host
    let remote = RemoteShell.command(script, [host.directory, bundle.digest])
    members[index].output = Data()
    members[index].lines = LineBuffer(limit: AttendantReport.longestLine)
    do {
      members[index].process = try HostProcess(
        SSHCommand.arguments(for: host, remote: remote, forward: forward), input: input)
    } catch {
      perform(members[index].machine.ended(.exited(255), output: "", errors: "\(error)", at: now), index, now)
    }
  }

  private func attend(_ index: Int, _ way: Way, _ workers: Int, _ now: Duration) {
    let host = members[index].machine.host
    do {
      let orders = AttendantOrders(
        sweep: sweep, host: host.name, endpoint: way.endpoint,
        workers: try (1...workers).map { number in
          let name = host.workerName(number)
          return .init(name: name, key: try makeKey(name), logOffset: Self.size(log(name)))
        }, threads: host.threads, environment: host.environment)
      start(
        index, RemoteShell.attend, input: .pipe, forward: way.forward.map { ($0, way.target) }, now)
      members[index].process?.write(try JSONEncoder().encode(orders) + Data("\n".utf8))
    } catch {
      perform(members[index].machine.ended(.exited(255), output: "", errors: "\(error)", at: now), index, now)
    }
  }

  /// Begins to pack the program, or says at once that it is packed.
  private func pack(_ now: Duration) {
    guard archive == nil, packing == nil else { return }
    do {
      let (command, archive) = try bundle.packing(in: URL(filePath: workspace.path))
      packing = (try HostProcess(command, input: .nothing), archive)
    } catch {
      cannotPack("\(error)", now)
    }
  }

  private func cannotPack(_ reason: String, _ now: Duration) {
    for index in members.indices { perform(members[index].machine.cannotPack(reason), index, now) }
  }

  private func checkPacking(_ now: Duration) {
    if let (process, path) = packing {
      _ = process.read()
      guard let end = process.end() else { return }
      packing = nil
      if end == .exited(0) {
        archive = path
      } else {
        cannotPack("tar failed: \(String(decoding: process.errorText, as: UTF8.self).plain())", now)
      }
    }
    guard archive != nil else { return }
    for index in members.indices { perform(members[index].machine.packed(), index, now) }
  }

  private func log(_ worker: String) -> URL { logs.appending(path: "\(worker).log") }

  private static func size(_ url: URL) -> UInt64 {
    let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
    return (attributes?[.size] as? NSNumber)?.uint64Value ?? 0
  }

  /// Appends to a worker's log here. One that cannot be written is not worth stopping for.
  private func keep(_ bytes: Data, of worker: String) {
    let url = log(worker)
    guard Self.size(url) < Self.longestLog else { return }
    let descriptor = open(url.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return }
    bytes.withUnsafeBytes { _ = write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
  }

  /// Address and port of a bound endpoint.
  private static func split(_ endpoint: String) -> (address: String, port: Int)? {
    guard endpoint.hasPrefix("tcp://"), let colon = endpoint.lastIndex(of: ":"),
      let port = Int(endpoint[endpoint.index(after: colon)...])
    else { return nil }
    return (String(endpoint[..<colon].dropFirst(6)), port)
  }
}
