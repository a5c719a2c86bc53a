/// An event as it is published: in JSON, with names in snake case and without what does not apply. The message's first frame
/// is the kind alone, by which watchers subscribe.
public struct EventMessage: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// A worker came.
    case joined
    /// A worker was not taken in, for the reason given.
    case rejected
    /// Nothing is heard of a worker.
    case suspect
    /// A worker is gone; the trial that it held, if any, goes to another one.
    case lost
    /// A worker took its leave.
    case left
    /// A trial was handed out.
    case assigned
    /// A worker from before the coordinator's restart, or one that was lost, goes on with its trial.
    case reattached
    /// A trial is so far: `fraction` and `description`. May be missing where they come fast.
    case progressed
    /// A trial's result is durable.
    case finished
    /// A worker delivered a result that was there already.
    case duplicate
    /// A worker delivered another result than the accepted one: the same trial must give the same result everywhere.
    case contradiction
    /// A trial failed on its own.
    case failed
    /// A worker cannot go on because of its surroundings, such as a full disk.
    case workerFault = "worker_fault"
    /// Every trial is finished.
    case complete
    /// The coordinator ends: all is finished, or it was stopped. The last message.
    case ended
  }

  public var event: Kind
  /// Counts this coordinator's messages: whoever subscribed to all of them sees from a gap that some were missed.
  public var sequence: Int
  /// In seconds since 1970.
  public var time: Double
  /// How many times a coordinator was started on the study.
  public var epoch: Int
  /// Key of the trial, which also names its directory.
  public var trial: String?
  /// Number of the trial.
  public var number: Int?
  /// Which handing-out of the trial it is about.
  public var attempt: Int?
  /// Name of the worker.
  public var worker: String?
  public var host: String?
  /// Number of the worker's process on its host.
  public var process: Int?
  /// 0...1.
  public var fraction: Double?
  public var description: String?
  /// That the trial took, from when it was handed out.
  public var seconds: Double?
  /// The result says that the model diverged.
  public var isDiverged: Bool?
  /// The trial is given up.
  public var isQuarantined: Bool?
  /// In one line.
  public var reason: String?

  /// The topic of the status that is published between the events.
  public static let statusTopic = "status"

  init(_ event: Kind, sequence: Int, time: Double, epoch: Int) {
    self.event = event
    self.sequence = sequence
    self.time = time
    self.epoch = epoch
  }
}
