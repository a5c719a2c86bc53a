import Cluster
import Foundation
import Testing

/// How a host comes to run its workers, without ssh.
@Suite struct HostMachineTests {
  private static let bundle: Result<ProgramBundle, any Error> = Result {
    let file = FileManager.default.temporaryDirectory.appending(path: "machine-test-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("program".utf8).write(to: file)
    return try ProgramBundle(files: ["heatsweep": file])
  }

  private func machine(workers: Int? = 2) throws -> HostMachine {
    var host = LaunchHost(name: "lab1", host: "lab1")
    host.workers = workers
    return HostMachine(
      host: host, bundle: try Self.bundle.get(), listening: .init(address: "0.0.0.0", port: 5555), seed: 1)
  }

  private func facts(program: Bool = true, extra: String = "") throws -> String {
    """
    heatsweep-host system Linux
    heatsweep-host architecture \(try Self.bundle.get().architecture)
    heatsweep-host glibc glibc 2.36
    heatsweep-host cores 6
    heatsweep-host instructions avx2 fma
    heatsweep-host connection 10.1.2.3 50000 10.1.2.4 22
    heatsweep-host tar yes
    heatsweep-host writable yes
    heatsweep-host executable yes
    heatsweep-host program \(program ? "yes" : "no")
    \(extra)
    heatsweep-host end yes
    """
  }

  /// A machine whose attendant has been started.
  private func starting(workers: Int? = 2) throws -> HostMachine {
    var machine = try machine(workers: workers)
    #expect(machine.tick(at: .zero, mayBegin: true) == [.check])
    let actions = machine.ended(.exited(0), output: try facts(), errors: "", at: .zero)
    guard case .attend = try #require(actions.first) else {
      Issue.record("\(actions)")
      return machine
    }
    return machine
  }

  @Test func aHostWithTheProgramGetsNoCopy() throws {
    var machine = try machine(workers: nil)
    #expect(machine.tick(at: .zero, mayBegin: false).isEmpty)
    #expect(machine.tick(at: .zero, mayBegin: true) == [.check])
    let way = Way(
      host: machine.host, listening: .init(address: "0.0.0.0", port: 5555), client: "10.1.2.3", remotePort: 1)
    let actions = machine.ended(.exited(0), output: try facts(), errors: "", at: .zero)
    #expect(actions == [.attend(way, workers: 6)])
    #expect(machine.reported(.started(worker: 1, wasRunning: false), at: .zero) == [.changed])
    #expect(machine.phase == .running && machine.running == [1])
  }

  @Test func aHostWithoutItWaitsForTheArchive() throws {
    var machine = try machine()
    _ = machine.tick(at: .zero, mayBegin: true)
    #expect(machine.packed().isEmpty)
    #expect(machine.ended(.exited(0), output: try facts(program: false), errors: "", at: .zero) == [.changed, .pack])
    #expect(machine.packed() == [.copy])
    let failed = machine.ended(.exited(2), output: "", errors: "tar: no space\n", at: .seconds(1))
    #expect(failed == [.changed] && machine.phase == .waiting && machine.reason == "copying: tar: no space")
    // From the check on: what was copied may be gone.
    #expect(machine.tick(at: .seconds(10), mayBegin: true) == [.check])
    _ = machine.ended(.exited(0), output: try facts(program: false), errors: "", at: .seconds(10))
    _ = machine.packed()
    guard case .attend = try #require(machine.ended(.exited(0), output: "", errors: "", at: .seconds(12)).first) else {
      Issue.record("no attendant is started after the copy")
      return
    }
  }

  @Test func aHostThatIsDownIsTriedAgainAfterLongerAndLongerWaits() throws {
    var machine = try machine()
    var now = Duration.zero
    var waits: [Double] = []
    for _ in 0..<12 {
      #expect(machine.tick(at: now, mayBegin: true) == [.check])
      let actions = machine.ended(
        .exited(255), output: "", errors: "banner\nssh: connect to host lab1 port 22: No route to host\r\n", at: now)
      #expect(actions == [.changed])
      #expect(machine.reason.hasPrefix("ssh: connect to host lab1 port 22: No route to host"))
      #expect(machine.tick(at: machine.nextTry - .milliseconds(1), mayBegin: true).isEmpty)
      waits.append((machine.nextTry - now) / .seconds(1))
      now = machine.nextTry
    }
    #expect(waits[0] <= 2 && waits[11] >= 150 && waits[11] <= 300)
    #expect(zip(waits, waits.dropFirst()).prefix(7).allSatisfy { $1 > $0 * 0.99 })
  }

  @Test func aHostThatCannotRunTheProgramIsNotTriedAgain() throws {
    var machine = try machine()
    _ = machine.tick(at: .zero, mayBegin: true)
    let actions = machine.ended(
      .exited(0), output: try facts(extra: "heatsweep-host system FreeBSD"), errors: "", at: .zero)
    #expect(actions == [.changed] && machine.phase == .failed)
    #expect(machine.tick(at: .seconds(10_000), mayBegin: true).isEmpty)
  }

  @Test func aCheckThatHangsIsEnded() throws {
    var machine = try machine()
    _ = machine.tick(at: .zero, mayBegin: true)
    #expect(machine.tick(at: .seconds(59), mayBegin: true).isEmpty)
    #expect(machine.tick(at: .seconds(61), mayBegin: true) == [.kill])
    #expect(machine.ended(.signalled(9), output: "", errors: "", at: .seconds(61)) == [.changed])
    #expect(machine.phase == .waiting)
  }

  @Test func aLostConnectionIsMadeAgain() throws {
    var machine = try starting()
    _ = machine.reported(.started(worker: 1, wasRunning: false), at: .zero)
    #expect(machine.ended(.exited(255), output: "", errors: "", at: .seconds(100)) == [.changed])
    #expect(machine.phase == .waiting && machine.reason == "the connection was lost")
    #expect(machine.tick(at: .seconds(102), mayBegin: true) == [.check])
  }

  @Test func whatTheAttendantSaysIsPassedOn() throws {
    var machine = try starting()
    #expect(machine.reported(.trouble(reason: "cannot reach\ttcp"), at: .zero) == [.say("cannot reach tcp")])
    #expect(machine.ended(.exited(1), output: "", errors: "Error: no\u{1B}[2J room\n", at: .zero) == [.changed])
    #expect(machine.phase == .waiting && machine.reason == "Error: no [2J room")
  }

  @Test func connectionsAreFoundInTheKernelsTable() {
    let table = """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 0100007F:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
         1: D12F12C6:9C40 D22F12C6:15B3 01 00000000:00000000 00:00000000 00000000     0        0 2 1
         2: D12F12C6:9C41 D22F12C6:15B4 02 00000000:00000000 00:00000000 00000000     0        0 2 1
      """
    #expect(ConnectionTable.hasConnection(toPort: 5555, in: table))
    // Only asked for, listening, or on the other side.
    for port in [5556, 22, 0, 40_000] { #expect(!ConnectionTable.hasConnection(toPort: port, in: table)) }
  }

  @Test func workersThatAreGivenUpEndTheHost() throws {
    var machine = try starting()
    for worker in 1...2 { _ = machine.reported(.started(worker: worker, wasRunning: false), at: .zero) }
    func ending(_ worker: Int, crash: String? = nil, again: Bool) -> AttendantReport {
      .ended(worker: worker, identity: "lab1-\(worker)-7", description: "ended", crash: crash, willRestart: again)
    }
    let crash = machine.reported(ending(1, crash: "a\nb\u{1B}", again: true), at: .zero)
    #expect(crash == [.workerEnded(identity: "lab1-1-7", description: "ended", crash: "a\nb ")])
    #expect(machine.running == [2])
    _ = machine.reported(ending(1, again: false), at: .zero)
    #expect(machine.phase == .running)
    #expect(machine.reported(ending(2, again: false), at: .zero).suffix(2) == [.send(.stop), .changed])
    #expect(machine.phase == .failed)
  }

  @Test func reportsOfWorkersThatAreNotThereAreIgnored() throws {
    var machine = try starting()
    for worker in [0, -1, 3, Int.max] {
      #expect(machine.reported(.started(worker: worker, wasRunning: false), at: .zero).isEmpty)
      #expect(machine.reported(.log(worker: worker, offset: 0, bytes: Data([1])), at: .zero).isEmpty)
      let ended = AttendantReport.ended(worker: worker, identity: "", description: "", crash: nil, willRestart: false)
      #expect(machine.reported(ended, at: .zero).isEmpty)
    }
    #expect(machine.reported(.log(worker: 2, offset: 5, bytes: Data([1])), at: .zero) == [.log(worker: 2, Data([1]))])
  }

  @Test func stoppingTellsTheAttendantAndThenEndsTheConnection() throws {
    var machine = try starting()
    _ = machine.reported(.started(worker: 1, wasRunning: true), at: .zero)
    #expect(machine.stop(.finish, at: .zero) == [.send(.finish)])
    #expect(machine.stop(.finish, at: .zero).isEmpty)
    #expect(machine.tick(at: .seconds(11), mayBegin: false).isEmpty)
    #expect(machine.tick(at: .seconds(12), mayBegin: false) == [.kill])
    #expect(machine.ended(.exited(0), output: "", errors: "", at: .seconds(12)).isEmpty && machine.phase == .stopped)

    var waiting = try self.machine()
    #expect(waiting.stop(.stop, at: .zero).isEmpty && waiting.phase == .stopped)
    #expect(waiting.tick(at: .seconds(10), mayBegin: true).isEmpty)

    var checking = try self.machine()
    _ = checking.tick(at: .zero, mayBegin: true)
    #expect(checking.stop(.stop, at: .zero) == [.kill])
    #expect(checking.ended(.signalled(9), output: "", errors: "", at: .zero).isEmpty && checking.phase == .stopped)
  }

  @Test func aTunnelsPortIsDrawnAgainOnlyWhereItIsTaken() throws {
    var host = LaunchHost(name: "lab1", host: "lab1")
    host.tunnel = true
    var machine = HostMachine(
      host: host, bundle: try Self.bundle.get(), listening: .init(address: "0.0.0.0", port: 5555), seed: 1)
    func port(_ errors: String?) throws -> Int? {
      if let errors { _ = machine.ended(.exited(255), output: "", errors: errors, at: .zero) }
      _ = machine.tick(at: machine.nextTry, mayBegin: true)
      guard
        case .attend(let way, _) = machine.ended(.exited(0), output: try facts(), errors: "", at: .zero).first
      else { return nil }
      return way.forward
    }
    let first = try #require(try port(nil))
    #expect(try port("") == first)
    #expect(try port("Error: remote port forwarding failed for listen port \(first)") != first)
  }
}
