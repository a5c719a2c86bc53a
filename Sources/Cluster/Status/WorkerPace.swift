import Coordination

/// How much a worker has done since it came, to tell how fast it is.
package struct WorkerPace {
  private(set) package var finished = 0
  /// Trials that it did, those that it went on with counted in part, and the seconds that they took.
  private var work = 0.0
  private var seconds = 0.0
  /// How far the trial at hand was at its first report: it may go on from a checkpoint.
  private var start: Double?

  package init() {}

  package mutating func begin() { start = nil }

  package mutating func progress(fraction: Double) { start = start ?? fraction }

  /// - Parameter seconds: that the trial took, from when it was handed out.
  package mutating func finish(seconds: Double) {
    finished += 1
    work += 1 - (start ?? 0)
    self.seconds += seconds
    start = nil
  }

  /// Trials an hour over those that are finished and the one at hand; nil before there is anything to tell from.
  package func trialsPerHour(fraction: Double?, secondsOnTrial: Double) -> Double? {
    // A trial that has not reported twice says nothing yet, and its seconds would only slow the rest down.
    let isTelling = fraction ?? 0 > start ?? 1
    let work = work + (isTelling ? (fraction ?? 0) - (start ?? 0) : 0)
    let time = seconds + (isTelling ? secondsOnTrial : 0)
    return work > 0 && time > 0 ? work / time * 3600 : nil
  }
}
