import Foundation

/// A worker asks for a trial.
public struct Ready: Codable, Sendable, Equatable {
  public var request: Int

  public init(request: Int) { self.request = request }
}

/// A trial for a worker. The payload travels as a binary frame of its own.
public struct Assignment: Codable, Sendable, Equatable {
  public var work: Work
  /// The request that this answers.
  public var request: Int
  /// Name of the trial's directory: letters, digits, `.`, `_`, `-`; no leading dot.
  public var key: String
  /// What the coordinator has of it to go on from: at most two, the latest first.
  public var checkpoints: [TrialFile]
  public var payload = Data()

  private enum CodingKeys: CodingKey { case work, request, key, checkpoints }

  public init(work: Work, request: Int, key: String, checkpoints: [TrialFile] = [], payload: Data) {
    self.work = work
    self.request = request
    self.key = key
    self.checkpoints = checkpoints
    self.payload = payload
  }
}

/// A trial's result. Sent again until acknowledged. The payload travels as a binary frame of its own.
public struct ResultReport: Codable, Sendable, Equatable {
  public var work: Work
  public var request: Int
  /// SHA-256 of the part of the result that must come out the same whoever computes it.
  public var digest: String
  public var isDiverged: Bool
  public var payload = Data()

  private enum CodingKeys: CodingKey { case work, request, digest, isDiverged }

  public init(work: Work, request: Int, digest: String, isDiverged: Bool, payload: Data) {
    self.work = work
    self.request = request
    self.digest = digest
    self.isDiverged = isDiverged
    self.payload = payload
  }
}

/// A trial could not be finished. Sent again until acknowledged.
public struct FailureReport: Codable, Sendable, Equatable {
  /// Whose fault it is decides whether the trial is blamed.
  public enum Cause: String, Codable, Sendable {
    case trial
    /// The worker's surroundings, such as a full disk; the worker ends after this.
    case worker
  }

  public var work: Work
  public var request: Int
  public var cause: Cause
  public var reason: String
  public var logTail: [String]

  public init(work: Work, request: Int, cause: Cause, reason: String, logTail: [String]) {
    self.work = work
    self.request = request
    self.cause = cause
    self.reason = reason
    self.logTail = logTail
  }
}

/// A result or failure is durable: the worker may forget it.
public struct Acknowledgement: Codable, Sendable, Equatable {
  public enum Verdict: String, Codable, Sendable {
    case accepted
    /// The same result was there already.
    case duplicate
    /// Another result was there already; both are kept and the coordinator raises an alarm.
    case contradiction
    /// A failure was noted.
    case noted
    /// The study has no such trial.
    case unknown
  }

  public var work: Work
  public var verdict: Verdict

  public init(work: Work, verdict: Verdict) {
    self.work = work
    self.verdict = verdict
  }
}

/// Stop working on this: the trial has another owner or is done.
public struct Cancellation: Codable, Sendable, Equatable {
  public var work: Work

  public init(work: Work) { self.work = work }
}

/// Stop, keep the checkpoint, give back and leave.
public struct Drain: Codable, Sendable, Equatable {
  public var reason: String

  public init(reason: String) { self.reason = reason }
}
