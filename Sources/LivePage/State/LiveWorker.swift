/// A worker as a row of the page.
package struct LiveWorker: Codable, Sendable, Equatable {
  /// Unique among the workers that are there.
  package var name: String
  package var host: String
  /// Key of the trial that it trains; nil: it waits for one.
  package var trial: String?
  /// How far that trial is, 0...1, in whole hundredths.
  package var fraction: Double?
  /// The same for people: `epoch 2/5, loss 0.31`.
  package var description: String?
  /// Trials that it finished since it came or the coordinator began.
  package var finished: Int
  /// Whole seconds since its last sign of life; 0 while its heartbeats come as they should.
  package var secondsSilent: Int
  /// Nothing was heard of it for so long that it gets no new trial.
  package var isSilent: Bool

  /// Rounds what would otherwise differ at every look: a row that is the same is not sent again.
  /// - Parameter secondsSinceHeard: a heartbeat comes every second.
  package init(
    name: String, host: String, trial: String? = nil, fraction: Double? = nil, description: String? = nil,
    finished: Int = 0, secondsSinceHeard: Double = 0, isSilent: Bool = false
  ) {
    self.name = name
    self.host = host
    self.trial = trial
    self.fraction = fraction.map { $0.isFinite ? (min(max($0, 0), 1) * 100).rounded(.down) / 100 : 0 }
    self.description = description
    self.finished = finished
    secondsSilent = secondsSinceHeard >= 3 && secondsSinceHeard < 1e9 ? Int(secondsSinceHeard) : 0
    self.isSilent = isSilent
  }
}
