/// One handing-out of one trial. The attempt number fences: it grows with every handing-out and is durable before it is used.
public struct Work: Codable, Sendable, Hashable {
  public var trial: Int
  public var attempt: Int

  public init(trial: Int, attempt: Int) {
    self.trial = trial
    self.attempt = attempt
  }
}

/// What a worker is doing. The request number grows each time the worker is done with something, so that what arrives
/// late or out of order is recognised: a lower number is old news.
public struct WorkerStatus: Codable, Sendable, Equatable {
  /// The request that led to `work`, or, without work, the one that waits for an assignment.
  public var request: Int
  /// Nil: waiting for an assignment.
  public var work: Work?

  public init(request: Int, work: Work?) {
    self.request = request
    self.work = work
  }
}

/// How far a trial is. May be lost on the way.
public struct ProgressReport: Codable, Sendable, Equatable {
  public var work: Work
  /// 0...1.
  public var fraction: Double
  /// For people: `epoch 2/5, loss 0.31`.
  public var description: String

  public init(work: Work, fraction: Double, description: String) {
    self.work = work
    self.fraction = fraction
    self.description = description
  }
}

/// The coordinator is alive.
public struct Pulse: Codable, Sendable, Equatable {
  public var epoch: Int

  public init(epoch: Int) { self.epoch = epoch }
}
