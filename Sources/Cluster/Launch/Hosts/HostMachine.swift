import Coordination
import Foundation

/// How a host comes to run its workers, as a plain value: what its ssh processes say, or the time, goes in; actions come out.
///
/// One ssh process at a time: check, copy if needed, attend. Whatever ends before it should is tried again from the check on,
/// after a wait that grows; the workers of a host that is cut off go on meanwhile.
package struct HostMachine {
  package enum Phase: Equatable {
    case waiting
    case checking
    /// The program is packed for all hosts that need it.
    case packing
    case copying
    /// The attendant has been started and has not said anything yet.
    case starting
    case running
    case stopping
    case stopped
    /// Trying again would not help.
    case failed
  }

  /// Where the coordinator listens.
  package struct Listening {
    var address: String
    var port: Int

    package init(address: String, port: Int) {
      self.address = address
      self.port = port
    }
  }

  package let host: LaunchHost
  private let bundle: ProgramBundle
  private let listening: Listening
  private var random: SplitMix64
  package private(set) var phase = Phase.waiting
  /// Why it waits, or failed.
  package private(set) var reason = ""
  package private(set) var nextTry: Duration = .zero
  private var vainTries = 0
  /// When the present phase has taken too long.
  private var deadline: Duration?
  private var facts: HostFacts?
  /// Numbers of the workers that run, as far as is known.
  package private(set) var running: Set<Int> = []
  private var wantedWorkers = 0
  private var givenUp: Set<Int> = []
  private var remotePort: Int
  private var runningSince: Duration = .zero
  /// Whether workers may be left there when it cannot be reached.
  package private(set) var hasRun = false

  private static let backoff = Backoff(first: .seconds(2), longest: .seconds(300))
  private static let patience = Duration.seconds(60)

  package init(host: LaunchHost, bundle: ProgramBundle, listening: Listening, seed: UInt64) {
    self.host = host
    self.bundle = bundle
    self.listening = listening
    random = SplitMix64(seed: seed)
    remotePort = Self.drawPort(&random)
  }

  /// Whether an ssh process is under way.
  package var isBusy: Bool {
    switch phase {
    case .checking, .copying, .starting, .running, .stopping: true
    case .waiting, .packing, .stopped, .failed: false
    }
  }

  /// Whether it is on its way to run: only some hosts are at a time.
  package var isSettingUp: Bool { phase == .checking || phase == .copying || phase == .starting }

  /// Lets time pass.
  /// - Parameter mayBegin: whether one more host may be set up now.
  package mutating func tick(at now: Duration, mayBegin: Bool) -> [HostAction] {
    if phase == .waiting, now >= nextTry, mayBegin {
      enter(.checking, deadline: now + Self.patience)
      return [.check]
    }
    guard let deadline, now >= deadline else { return [] }
    self.deadline = nil
    // Its end says the rest.
    return [.kill]
  }

  /// The program is packed.
  package mutating func packed() -> [HostAction] {
    guard phase == .packing else { return [] }
    // As long as it takes: a dead connection ends by itself.
    enter(.copying, deadline: nil)
    return [.copy]
  }

  /// The program cannot be packed.
  package mutating func cannotPack(_ reason: String) -> [HostAction] { phase == .packing ? fail(reason) : [] }

  /// The ssh process has ended, with everything that it had written read.
  package mutating func ended(_ end: ProcessEnd, output: String, errors: String, at now: Duration) -> [HostAction] {
    deadline = nil
    switch phase {
    case .checking:
      guard let facts = HostFacts(output) else { return retry(SSHFailure.reason(end, errors, host), now) }
      self.facts = facts
      if let problem = facts.problems(for: bundle, directory: host.directory) { return fail(problem) }
      if facts.hasProgram { return attend(now) }
      enter(.packing, deadline: nil)
      return [.changed, .pack]
    case .copying:
      guard end == .exited(0) else { return retry("copying: " + SSHFailure.reason(end, errors, host), now) }
      return attend(now)
    case .starting, .running:
      if phase == .running, now - runningSince > Self.patience { vainTries = 0 }
      // Somebody has the port, perhaps the host's end of a connection that was cut.
      if errors.contains("port forwarding failed") { remotePort = Self.drawPort(&random) }
      return retry(SSHFailure.reason(end, errors, host), now)
    case .stopping:
      phase = .stopped
      return []
    case .waiting, .packing, .stopped, .failed: return []
    }
  }

  /// The attendant says something.
  package mutating func reported(_ report: AttendantReport, at now: Duration) -> [HostAction] {
    guard phase == .starting || phase == .running || phase == .stopping else { return [] }
    switch report {
    case .started(let worker, _):
      guard (1...wantedWorkers).contains(worker) else { return [] }
      let isFirst = phase == .starting
      if isFirst {
        enter(.running, deadline: nil)
        runningSince = now
        hasRun = true
      }
      running.insert(worker)
      let isComplete = running.count + givenUp.count == wantedWorkers
      return isFirst || isComplete ? [.changed] : []
    case .log(let worker, _, let bytes):
      return (1...wantedWorkers).contains(worker) ? [.log(worker: worker, bytes)] : []
    case .ended(let worker, let identity, let description, let crash, let willRestart):
      return ended(worker, identity, description, crash, willRestart)
    case .trouble(let reason): return [.say(reason.plain())]
    case .stopped: return []
    }
  }

  /// No more work: ends what runs there.
  package mutating func stop(_ command: AttendantCommand, at now: Duration) -> [HostAction] {
    switch phase {
    case .waiting, .packing:
      phase = .stopped
      return []
    case .checking, .copying:
      enter(.stopping, deadline: nil)
      return [.kill]
    case .starting, .running:
      enter(.stopping, deadline: now + .seconds(12))
      return [.send(command)]
    case .stopping, .stopped, .failed: return []
    }
  }

  private mutating func ended(
    _ worker: Int, _ identity: String, _ description: String, _ crash: String?, _ willRestart: Bool
  ) -> [HostAction] {
    guard (1...wantedWorkers).contains(worker) else { return [] }
    running.remove(worker)
    let crash = crash.map { $0.split(separator: "\n").prefix(40).map { String($0).plain(512) }.joined(separator: "\n") }
    var actions = [HostAction.workerEnded(identity: identity, description: description.plain(), crash: crash)]
    if !willRestart, phase == .running {
      givenUp.insert(worker)
      if givenUp.count == wantedWorkers {
        enter(.failed, deadline: nil)
        reason = "its workers ended and are not started again: \(description.plain())"
        actions += [.send(.stop), .changed]
      }
    }
    return actions
  }

  private mutating func attend(_ now: Duration) -> [HostAction] {
    enter(.starting, deadline: now + Self.patience)
    running = []
    givenUp = []
    wantedWorkers = host.workers ?? max(1, (facts?.cores ?? 1) / host.threads)
    let way = Way(host: host, listening: listening, client: facts?.clientAddress, remotePort: remotePort)
    return [.attend(way, workers: wantedWorkers)]
  }

  private mutating func retry(_ reason: String, _ now: Duration) -> [HostAction] {
    let wait = Self.backoff.wait(vainTries, using: &random)
    vainTries += 1
    enter(.waiting, deadline: nil)
    self.reason = reason
    nextTry = now + wait
    return [.changed]
  }

  private mutating func fail(_ reason: String) -> [HostAction] {
    enter(.failed, deadline: nil)
    self.reason = reason
    return [.changed]
  }

  private mutating func enter(_ phase: Phase, deadline: Duration?) {
    self.phase = phase
    self.deadline = deadline
    reason = ""
  }

  /// Below the ports that systems give out by themselves.
  private static func drawPort(_ random: inout SplitMix64) -> Int { Int.random(in: 20_000...29_999, using: &random) }
}
