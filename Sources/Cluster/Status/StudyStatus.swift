import Coordination

/// How far a study is: what `heatsweep status` shows and prints as JSON, what a coordinator answers to whoever asks, and what
/// it publishes once a second. In JSON the names are in snake case: `is_running`, `seconds_left`.
///
/// Lists are bounded, so that it stays small however large the study is; what a list leaves out is counted.
public struct StudyStatus: Codable, Sendable, Equatable {
  /// Trials by where they stand. They add up to `planned`, but for `failing`, which are among `waiting`.
  public struct Trials: Codable, Sendable, Equatable {
    public var planned: Int
    /// With a result, diverged ones not among them.
    public var done: Int
    /// With a result that says that the model diverged.
    public var diverged: Int
    /// Given up after repeated failures of their own.
    public var quarantined: Int
    /// Handed out to a worker.
    public var running: Int
    /// Not handed out now.
    public var pending: Int
    /// Those among `pending` that failed and wait a moment before they are tried again.
    public var failing: Int

    /// Trials that need no more work.
    public var finished: Int { done + diverged + quarantined }
  }

  public struct Worker: Codable, Sendable, Equatable {
    public var name: String
    public var host: String
    /// Number of its process on that host.
    public var process: Int
    public var threads: Int
    /// Key of the trial that it trains; nil: it waits for one.
    public var trial: String?
    /// How far that trial is, 0...1; nil before the first report.
    public var fraction: Double?
    /// The same for people: `epoch 2/5, loss 0.31`.
    public var description: String?
    /// Trials that it finished since it came or the coordinator began, whichever was later.
    public var finished: Int
    /// Its pace over those and the one at hand; nil before the first report.
    public var trialsPerHour: Double?
    /// Seconds since its last sign of life; a heartbeat comes every second.
    public var secondsSinceHeard: Double
    /// Nothing was heard of it for so long that it gets no new trial.
    public var isSilent: Bool
  }

  /// A trial that was given up, or that failed and is to be tried again.
  public struct Failure: Codable, Sendable, Equatable {
    public var trial: String
    public var isQuarantined: Bool
    /// How many times the trial was handed out.
    public var attempts: Int
    /// First line of the last failure's reason.
    public var reason: String
  }

  /// The most workers and the most failures that are listed.
  public static let (mostWorkers, mostFailures) = (1000, 100)

  public var study: String
  /// What of a study it is, where it is a part of one.
  public var part: String?
  /// Whether a coordinator works on it.
  public var isRunning: Bool
  /// How many times a coordinator was started on it.
  public var epoch: Int
  /// When this was true, in seconds since 1970.
  public var time: Double
  /// Seconds since the coordinator began; nil where none runs. So are the next two, and before the first trial is done.
  public var seconds: Double?
  public var trialsPerHour: Double?
  public var secondsLeft: Double?
  public var trials: Trials
  /// Workers that are there now, in the order in which they came.
  public var workers: [Worker]
  /// How many there are beyond those listed.
  public var unlistedWorkers: Int
  public var incidents: IncidentCounts
  public var failures: [Failure]
  public var unlistedFailures: Int

  /// Whether no trial needs any more work.
  public var isComplete: Bool { trials.finished == trials.planned }
}
