import Foundation

/// A file of a trial, named by what it holds: a checkpoint, or the weights of the finished model.
public struct TrialFile: Codable, Sendable, Hashable {
  /// Its name in the trial's directory; the same characters as a trial's key.
  public var name: String
  /// SHA-256 of its bytes, in 64 hexadecimal digits.
  public var digest: String
  /// Bytes.
  public var size: Int

  public init(name: String, digest: String, size: Int) {
    self.name = name
    self.digest = digest
    self.size = size
  }
}

/// A worker has a file that the coordinator should keep. Sent again until there is a receipt.
public struct Offer: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable {
    /// To go on from, on any machine.
    case checkpoint
    /// Belongs to the trial's result, which is reported when every such file has its receipt.
    case product
  }

  public var work: Work
  public var file: TrialFile
  public var kind: Kind
  /// The file is in the coordinator's own directory already: the worker found the two to be the same.
  public var isInPlace: Bool

  public init(work: Work, file: TrialFile, kind: Kind, isInPlace: Bool) {
    self.work = work
    self.file = file
    self.kind = kind
    self.isInPlace = isInPlace
  }
}

/// Either side asks for the next piece of a file. There is one answer to one question, so that a large file never keeps
/// heartbeats waiting behind more than one piece; whoever asks asks again when a piece is lost.
public struct Want: Codable, Sendable, Equatable {
  /// Of the file.
  public var digest: String
  /// Where the piece begins, in bytes.
  public var offset: Int

  public init(digest: String, offset: Int) {
    self.digest = digest
    self.offset = offset
  }
}

/// A piece of a file, the answer to `Want`. The bytes travel as a binary frame of its own.
public struct Chunk: Codable, Sendable, Equatable {
  public var digest: String
  public var offset: Int
  /// 1 to `MessageLimits.chunk` bytes.
  public var payload = Data()

  private enum CodingKeys: CodingKey { case digest, offset }

  public init(digest: String, offset: Int, payload: Data) {
    self.digest = digest
    self.offset = offset
    self.payload = payload
  }
}

/// The coordinator does not have what a worker wants.
public struct Absence: Codable, Sendable, Equatable {
  public var digest: String

  public init(digest: String) { self.digest = digest }
}

/// What became of an offered file.
public struct Receipt: Codable, Sendable, Equatable {
  public enum Verdict: String, Codable, Sendable {
    /// On the coordinator's disk.
    case durable
    /// The trial has another owner or is over: nothing is kept of it.
    case unwanted
  }

  public var work: Work
  public var digest: String
  public var verdict: Verdict

  public init(work: Work, digest: String, verdict: Verdict) {
    self.work = work
    self.digest = digest
    self.verdict = verdict
  }
}

/// A worker asks what the coordinator has under a name that trials train on.
public struct DataInquiry: Codable, Sendable, Equatable {
  public var name: String

  public init(name: String) { self.name = name }
}

/// Digest and size of what a name stands for; without them the study has nothing of that name.
public struct DataAnswer: Codable, Sendable, Equatable {
  public var name: String
  public var digest: String?
  public var size: Int?

  public init(name: String, digest: String?, size: Int?) {
    self.name = name
    self.digest = digest
    self.size = size
  }
}
