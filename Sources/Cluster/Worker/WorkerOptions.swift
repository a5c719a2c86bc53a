import Coordination
import Foundation

/// How a worker process is set up.
public struct WorkerOptions: Sendable {
  /// Where the coordinator listens, or the study's directory on a file system that is shared with it.
  public var endpoint: String
  /// The worker's key file, which an endpoint of a network needs.
  public var key: URL?
  /// For people; host and process number where none is given.
  public var name: String?
  /// Routing identity, given by a supervisor that wants to recognise its worker; fresh otherwise.
  public var identity: String?
  /// Where trials keep their files; nil: the coordinator's directory where it is shared or on this machine, else one for
  /// temporary files.
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
    endpoint: String, key: URL? = nil, name: String? = nil, identity: String? = nil, directory: URL? = nil,
    threads: Int = 1, isSupervised: Bool = false, build: String, digests: [String: String] = [:],
    timing: Timing = Timing()
  ) {
    self.endpoint = endpoint
    self.key = key
    self.name = name
    self.identity = identity
    self.directory = directory
    self.threads = threads
    self.isSupervised = isSupervised
    self.build = build
    self.digests = digests
    self.timing = timing
  }

  /// Whether whoever started it sees how it ends, and recognises it by its identity.
  var isWatched: Bool { identity != nil }

  /// The key for an endpoint of a network. Throws `ClusterError` where there is none.
  func requireKey() throws -> WorkerKey {
    guard let key else {
      throw ClusterError(
        "\(endpoint): a network needs a key; make one at the coordinator with 'heatsweep keys make NAME', and give its file "
          + "with --key")
    }
    return try WorkerKey(contentsOf: key)
  }
}
