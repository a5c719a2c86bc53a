import Coordination

/// How much each worker has done since it came, to tell how fast it is.
package struct WorkerPace {
  package private(set) var finished = 0
  private var seconds = 0.0

  package init() {}

  /// - Parameter seconds: that the trial took, from when it was handed out.
  package mutating func finish(seconds: Double) {
    finished += 1
    self.seconds += seconds
  }

  /// Trials an hour over those that are finished and the one at hand; nil before there is anything to tell from.
  package func trialsPerHour(fraction: Double?, secondsOnTrial: Double) -> Double? {
    let work = Double(finished) + (fraction ?? 0)
    // A trial that has not reported yet says nothing, and its seconds would only slow the rest down.
    let time = seconds + (fraction == nil ? 0 : secondsOnTrial)
    return work > 0 && time > 0 ? work / time * 3600 : nil
  }
}
