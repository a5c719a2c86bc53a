import Coordination
import Files
import Foundation

/// Everything that is to be computed: trials that workers understand and the cluster does not look into.
public struct Sweep: Sendable {
  public struct Trial: Sendable, Equatable {
    /// Name of the trial's directory; see `String.isTrialKey`.
    public var key: String
    /// What the runner needs to know. The same trial must give the same bytes in every run of the program.
    public var payload: Data

    public init(key: String, payload: Data) {
      self.key = key
      self.payload = payload
    }
  }

  public let name: String
  /// The study file as it was read; kept with the results, and what resuming reads.
  public let text: String
  /// Trial number k is at index k.
  public let trials: [Trial]
  /// SHA-256 of all keys and payloads: two sweeps with the same fingerprint are the same.
  public let fingerprint: String

  /// Throws `ClusterError` for a key that cannot name a directory or comes twice.
  public init(name: String, text: String, trials: [Trial]) throws {
    var keys = Set<String>()
    for trial in trials {
      guard trial.key.isTrialKey else {
        throw ClusterError("trial key '\(trial.key)': expected letters, digits, '.', '_' and '-' only")
      }
      guard keys.insert(trial.key).inserted else { throw ClusterError("trial key '\(trial.key)' comes twice") }
    }
    self.name = name
    self.text = text
    self.trials = trials
    var fingerprint = Fingerprint()
    for trial in trials { fingerprint.add(key: trial.key, payload: trial.payload) }
    self.fingerprint = fingerprint.digits
  }

  /// Worked out trial by trial, in the order of their numbers.
  struct Fingerprint {
    private var hash = SHA256()

    mutating func add(key: String, payload: Data) {
      hash.add("\(key) \(payload.count)\n")
      payload.withUnsafeBytes { hash.add($0) }
    }

    var digits: String { hash.digits }
  }
}

/// One row of the outcome: a trial, where it stands, and who worked on it.
public struct SweepRecord: Sendable, Equatable {
  public let number: Int
  public let key: String
  public let state: TrialState
  /// The result says that the model diverged.
  public let isDiverged: Bool
  /// The runner's result, where there is one.
  public let payload: Data?
  /// The last failure of the trial's own.
  public let failure: String?
  /// Name of the worker that delivered the result.
  public let worker: String?
  /// How many times the trial was handed out.
  public let attempts: Int
}

/// Something that stops the sweep, in one line for the user.
public struct ClusterError: Error, Equatable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
