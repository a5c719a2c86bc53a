import Coordination
import Foundation
import ZeroMQ

/// How a coordinator process is set up.
public struct CoordinatorOptions: Sendable {
  /// Where workers connect; nil: a private socket, for local workers only.
  public var endpoint: Endpoint?
  /// Where what happens is published; nil: nowhere.
  public var events: Endpoint?
  /// What of a study the sweep is, where it is a part of one: for `status`.
  public var part: String?
  /// The coordinator's keys and allow-list, for endpoints of a network, which need them.
  public var keys: KeyDirectory?
  /// Worker processes to run on this machine.
  public var localWorkers: Int
  /// Path and first arguments of the program that becomes a local worker; `--connect ENDPOINT`, `--threads N`, `--name NAME`,
  /// `--identity IDENTITY` and `--supervised` are appended, and `--key FILE` for an endpoint of a network.
  public var workerCommand: [String]
  /// Threads that each local worker trains with.
  public var threadsPerWorker: Int
  /// Identifies the program; workers must have the same.
  public var build: String
  /// Digests of what workers would train on, by name; where a worker knows a name too, both must agree.
  public var digests: [String: String]
  /// The bytes that a name of data stands for, for workers whose own differ; nil for an unknown name. Called on a thread of its
  /// own, once a name.
  public var data: (@Sendable (String) -> Data?)?
  public var timing: Timing
  /// Most pages of `study.sqlite`, to try out a full disk.
  public var storePageLimit: Int?

  public init(
    endpoint: Endpoint? = nil, events: Endpoint? = nil, keys: KeyDirectory? = nil, part: String? = nil,
    localWorkers: Int, workerCommand: [String], threadsPerWorker: Int = 1, build: String,
    digests: [String: String] = [:], data: (@Sendable (String) -> Data?)? = nil, timing: Timing = Timing(),
    storePageLimit: Int? = nil
  ) {
    self.endpoint = endpoint
    self.events = events
    self.keys = keys
    self.part = part
    self.localWorkers = localWorkers
    self.workerCommand = workerCommand
    self.threadsPerWorker = threadsPerWorker
    self.build = build
    self.digests = digests
    self.data = data
    self.timing = timing
    self.storePageLimit = storePageLimit
  }

  /// Throws `ClusterError` where there are none.
  func requireKeys() throws -> KeyDirectory {
    guard let keys else {
      throw ClusterError(
        "\(endpoint?.description ?? "tcp"): a network needs keys; make some with 'heatsweep keys make NAME'")
    }
    return keys
  }
}

/// What a coordinator's run came to.
public enum SweepEnding: Sendable {
  /// Every trial is done or quarantined.
  case complete([SweepRecord])
  /// Stopped by Ctrl-C or SIGTERM; the same command goes on.
  case interrupted([SweepRecord])
}
