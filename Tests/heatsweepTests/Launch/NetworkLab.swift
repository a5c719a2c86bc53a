import Foundation
import Testing

/// Machines for a test: network namespaces with addresses, host names and sshds of their own, made by `Tests/Fixtures/network-lab`.
/// They and every process in them end with the test.
final class NetworkLab {
  struct Machine {
    /// From 1 on; its host name is `lab1` and so on.
    let number: Int
    let address: String
    /// Of this machine, on the wire between the two.
    let ourAddress: String
  }

  /// What does not get through a wire.
  enum Cut: String {
    /// Nothing leaves the machine.
    case out
    /// Nothing reaches it.
    case `in`
    case both
  }

  let machines: [Machine]
  private let directory: URL

  /// Whether namespaces can be made here: root can, in most places.
  static let isPossible: Bool = {
    let directory = FileManager.default.temporaryDirectory.appending(path: "network-lab-\(UUID().uuidString)")
    return (try? NetworkLab(machines: 1, in: directory)) != nil
  }()

  /// - Parameter directory: for the keys; need not exist.
  init(machines count: Int, in directory: URL) throws {
    self.directory = directory
    var made: [Machine] = []
    do {
      for line in try Self.script(["up", directory.path, "\(count)"]).split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        made.append(Machine(number: try #require(Int(words[0])), address: words[1], ourAddress: words[2]))
      }
      guard made.count == count else { throw CocoaError(.featureUnsupported) }
    } catch {
      _ = try? Self.script(["down", directory.path])
      throw error
    }
    machines = made
  }

  deinit {
    _ = try? Self.script(["down", directory.path])
    try? FileManager.default.removeItem(at: directory)
  }

  func cut(_ machine: Machine, _ way: Cut) throws {
    _ = try Self.script(["cut", directory.path, "\(machine.number)", way.rawValue])
  }

  func heal(_ machine: Machine) throws { _ = try Self.script(["heal", directory.path, "\(machine.number)"]) }

  /// Starts a program in a machine.
  /// - Parameter log: file for all that it writes.
  func start(_ command: [String], on machine: Machine, environment: [String: String] = [:], log: URL) throws -> Process
  {
    try Data().write(to: log)
    let process = Self.process(["run", directory.path, "\(machine.number)"] + command)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = try FileHandle(forWritingTo: log)
    process.standardError = process.standardOutput
    try process.run()
    return process
  }

  /// Command lines of the program's processes in a machine.
  func programs(on machine: Machine) throws -> [String] {
    let prefix = try String(contentsOf: directory.appending(path: "prefix"), encoding: .utf8)
    let name = "\(prefix.trimmingCharacters(in: .whitespacesAndNewlines))-\(machine.number)"
    let processes = try Self.output("/usr/bin/env", ["ip", "netns", "pids", name]).split(separator: "\n")
    return processes.compactMap { process in
      let text = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)
      return text?.replacingOccurrences(of: "\0", with: " ")
    }.filter { $0.contains("heatsweep worker ") || $0.contains("heatsweep attend") }
  }

  /// A host file for all machines, whose directories are in `base`.
  /// - Parameter tunnelled: numbers of those whose workers reach the coordinator through ssh.
  func hostFile(base: URL, tunnelled: Set<Int> = []) -> String {
    let hosts = machines.map { machine in
      "  - {name: lab\(machine.number), host: \(machine.address), directory: \(base.path)/lab\(machine.number), "
        + "tunnel: \(tunnelled.contains(machine.number))}\n"
    }
    return """
      user: root
      identity: \(directory.path)/user_key
      options: {UserKnownHostsFile: \(directory.path)/known_hosts, StrictHostKeyChecking: "yes"}
      workers: 1
      hosts:
      \(hosts.joined())
      """
  }

  private static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/network-lab").path

  private static func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    return process
  }

  private static func script(_ arguments: [String]) throws -> String { try output(path, arguments) }

  private static func output(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.featureUnsupported) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
