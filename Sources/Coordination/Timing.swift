/// The clockwork of the protocol. Every time handed to a state machine is a `Duration` since one fixed moment on a clock
/// that never jumps; only differences matter.
public struct Timing: Sendable, Equatable {
  /// Both sides say that they are alive this often.
  public var heartbeat: Duration = .seconds(1)
  /// A worker silent for this long is shown as suspect.
  public var suspect: Duration = .seconds(5)
  /// A worker silent for this long has lost its trial.
  public var lease: Duration = .seconds(30)
  /// First and longest wait before a message that needs an answer is sent again.
  public var retry = Backoff(first: .milliseconds(250), longest: .seconds(32))
  /// Wait after a trial's own failure before it is handed out again.
  public var failureBackoff = Backoff(first: .seconds(2), longest: .seconds(60))
  /// A trial whose worker is alive and reports no progress for this long has failed.
  public var stall: Duration = .seconds(1800)
  /// A worker whose trainer does not stop within this time ends its process.
  public var stopping: Duration = .seconds(120)
  /// Failures of its own after which a trial is given up.
  public var failuresUntilQuarantine = 3
  /// A worker that hears nothing from its coordinator for this long ends; its work is on disk.
  public var patience: Duration = .seconds(600)

  public init() {}
}

/// A wait that doubles with every attempt, up to a longest one.
public struct Backoff: Sendable, Equatable {
  public var first: Duration
  public var longest: Duration

  public init(first: Duration, longest: Duration) {
    self.first = first
    self.longest = longest
  }

  /// The wait after `attempt` vain attempts (0, 1, ...), without jitter.
  public func wait(_ attempt: Int) -> Duration {
    min(longest, first * (1 << min(max(attempt, 0), 16)))
  }

  /// The same, shortened at random by up to a half, so that many workers do not knock at once.
  public func wait(_ attempt: Int, using random: inout some RandomNumberGenerator) -> Duration {
    wait(attempt) * Double.random(in: 0.5...1, using: &random)
  }
}
