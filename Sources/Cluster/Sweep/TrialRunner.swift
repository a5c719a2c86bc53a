import Foundation

/// What the cluster needs to know of training: one trial in, its outcome out.
public protocol TrialRunner: Sendable {
  /// Trains a trial, from its last checkpoint where `assignment.directory` holds one. Called on a thread of its own, one
  /// trial at a time.
  /// - Throws: any error counts as a failure of the trial, but for a full disk and `WorkerFault`, which are the worker's.
  func run(_ assignment: TrialAssignment, _ context: any TrialContext) throws -> TrialOutcome
}

/// What a trial that is trained can say and ask. To be used on the runner's thread.
public protocol TrialContext: AnyObject, Sendable {
  /// May be called as often as wanted.
  func report(_ progress: TrialProgress)

  /// To be asked at least once a second; when true, keep what is worth keeping and throw `CancellationError`.
  var isCancelled: Bool { get }

  /// A checkpoint is on disk, in a file of this name in the trial's directory, which is never written again. The last two must
  /// stay there; another machine may go on from them.
  func keptCheckpoint(_ name: String) throws

  /// Compares data that were made here with the coordinator's.
  /// - Parameters:
  ///   - name: what the data are; the coordinator's `CoordinatorOptions.data` knows it.
  ///   - digest: of what was made here, SHA-256; only asked for where it is compared.
  /// - Returns: nil where both are the same; else the coordinator's bytes, to be used instead.
  /// - Throws: `WorkerFault` where the coordinator does not know the name, `CancellationError`.
  func data(named name: String, digest: () -> String) throws -> Data?

  /// Asks the coordinator for what only it knows, such as what became of other trials; `CoordinatorOptions.data` has the answer.
  /// - Parameter question: without control characters, at most 256 bytes.
  /// - Throws: as `data` does.
  func answer(to question: String) throws -> Data
}

/// A trial as its runner sees it.
public struct TrialAssignment: Sendable {
  public let number: Int
  public let key: String
  public let payload: Data
  /// 1 for the first time that the trial is handed out. Nothing of the result may depend on it.
  public let attempt: Int
  /// Exists; holds checkpoints and weights of this trial only.
  public let directory: URL
  /// Threads to train with.
  public let threads: Int
}

/// How far a trial is.
public struct TrialProgress: Sendable {
  /// 0...1.
  public var fraction: Double
  /// For people: `epoch 2/5, loss 0.31`.
  public var description: String

  public init(fraction: Double, description: String) {
    self.fraction = fraction
    self.description = description
  }
}

/// What training gave.
public struct TrialOutcome: Sendable {
  /// The result as it is stored and reported.
  public var payload: Data
  /// The part of the result that must come out the same whoever computes it: the payload without times.
  public var reproducible: Data
  /// The model diverged; that is a result, not a failure.
  public var isDiverged: Bool
  /// Names of files in the trial's directory that belong to the result.
  public var products: [String]

  public init(payload: Data, reproducible: Data, isDiverged: Bool, products: [String] = []) {
    self.payload = payload
    self.reproducible = reproducible
    self.isDiverged = isDiverged
    self.products = products
  }
}

/// The worker cannot work: its machine is at fault, not the trial.
public struct WorkerFault: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
