import Coordination
import Foundation

/// How a worker process is set up.
public struct WorkerOptions: Sendable {
  /// Where the coordinator listens.
  public var endpoint: String
  /// For people; host and process number where none is given.
  public var name: String?
  /// Routing identity, given by a supervisor that wants to recognise its worker; fresh otherwise.
  public var identity: String?
  /// Where trials keep their files; nil: the coordinator's directory where it is on this machine, else one for temporary
  /// files.
  public var directory: URL?
  /// Threads that train.
  public var threads: Int
  /// Started by a coordinator on this machine: ends when standard input ends.
  public var isSupervised: Bool
  /// Identifies the program; must equal the coordinator's.
  public var build: String
  /// Digests of what the worker would train on, by name.
  public var digests: [String: String]
  public var timing: Timing

  public init(
    endpoint: String, name: String? = nil, identity: String? = nil, directory: URL? = nil, threads: Int = 1,
    isSupervised: Bool = false, build: String, digests: [String: String] = [:], timing: Timing = Timing()
  ) {
    self.endpoint = endpoint
    self.name = name
    self.identity = identity
    self.directory = directory
    self.threads = threads
    self.isSupervised = isSupervised
    self.build = build
    self.digests = digests
    self.timing = timing
  }
}
