/// A worker presents itself, and says what it is doing: the first message, and the answer to `Resync`.
public struct Hello: Codable, Sendable, Equatable {
  public var protocolVersion: Int
  /// Identifies the program's build: workers and coordinator must run the same one.
  public var build: String
  /// SHA-256 by name of what the worker would train on; must equal the coordinator's where both know a name.
  public var digests: [String: String]
  /// Threads that train.
  public var threads: Int
  /// For people: shown on the terminal and kept with results.
  public var name: String
  public var host: String
  public var process: Int
  public var status: WorkerStatus
  /// How the worker's previous process ended, until the coordinator has taken note; nil: in order, or nothing is known.
  public var crash: Crash?

  public init(
    protocolVersion: Int = MessageCodec.protocolVersion, build: String, digests: [String: String], threads: Int,
    name: String, host: String, process: Int, status: WorkerStatus, crash: Crash? = nil
  ) {
    self.protocolVersion = protocolVersion
    self.build = build
    self.digests = digests
    self.threads = threads
    self.name = name
    self.host = host
    self.process = process
    self.status = status
    self.crash = crash
  }
}

/// A process of a worker crashed by what it trained, such as by a segmentation fault: said by the next one on that machine. A
/// process that was killed or lost its machine has not crashed, and no trial is to blame.
public struct Crash: Codable, Sendable, Equatable {
  public var work: Work
  /// Of the study that the trial belongs to.
  public var fingerprint: String
  public var reason: String

  public init(work: Work, fingerprint: String, reason: String) {
    self.work = work
    self.fingerprint = fingerprint
    self.reason = reason
  }
}

/// The coordinator takes a worker in.
public struct Welcome: Codable, Sendable, Equatable {
  /// Grows with every start of the coordinator on its directory.
  public var epoch: Int
  public var study: String
  /// Identifies the study; work for another fingerprint is void.
  public var fingerprint: String
  /// Name of the coordinator's machine.
  public var host: String
  /// Absolute path of the study's directory on that machine.
  public var directory: String
  /// What the directory's file of proof holds in this epoch: a worker that reads the same there works in the same directory.
  public var proof: String

  public init(
    epoch: Int, study: String, fingerprint: String, host: String, directory: String, proof: String = ""
  ) {
    self.epoch = epoch
    self.study = study
    self.fingerprint = fingerprint
    self.host = host
    self.directory = directory
    self.proof = proof
  }
}

/// The coordinator does not take a worker, and says why and how to mend it.
public struct Rejection: Codable, Sendable, Equatable {
  public var reason: String

  public init(reason: String) { self.reason = reason }
}

/// The coordinator does not know this worker (it was restarted): say hello again.
public struct Resync: Codable, Sendable, Equatable {
  public var epoch: Int

  public init(epoch: Int) { self.epoch = epoch }
}

/// A worker leaves and gives back what it holds.
public struct Bye: Codable, Sendable, Equatable {
  public var reason: String

  public init(reason: String) { self.reason = reason }
}
