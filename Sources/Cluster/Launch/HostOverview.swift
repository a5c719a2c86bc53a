import Foundation

/// Where a host of a launch stands, as displays show it.
public struct HostOverview: Sendable, Equatable {
  public let name: String
  /// In a few words: `running 4 workers`.
  public let state: String
  /// Whether its workers run.
  public let isRunning: Bool
  /// By its workers, since the launch began.
  public let finishedTrials: Int

  init(_ machine: HostMachine, finishedTrials: Int, now: Duration) {
    name = machine.host.name
    isRunning = machine.phase == .running
    self.finishedTrials = finishedTrials
    state =
      switch machine.phase {
      case .waiting where machine.reason.isEmpty: "waiting"
      case .waiting: "\(machine.reason); next try in \(max(0, (machine.nextTry - now) / .seconds(1)).asTime)"
      case .checking: "connecting"
      case .packing, .copying: "copying the program"
      case .starting: "starting"
      case .running: "running \(machine.running.count) worker\(machine.running.count == 1 ? "" : "s")"
      case .stopping: "stopping"
      case .stopped: "stopped"
      case .failed: "cannot take part: \(machine.reason)"
      }
  }

  /// The state as a line of its own.
  public var line: String { "\(name): \(state)" }
}
