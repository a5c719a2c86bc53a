import Cluster
import Coordination

/// Shows nothing of a sweep that is measured, and notes when workers had work.
final class QuietObserver: SweepObserver {
  /// Of one worker, on the coordinator's clock.
  private struct Shift {
    /// When its first trial was handed out.
    let start: ContinuousClock.Instant
    /// When its latest result came.
    var end: ContinuousClock.Instant
  }

  private var shifts: [String: Shift] = [:]
  /// Seconds from handing a trial out to its result, of all trials together.
  private(set) var heldSeconds = 0.0

  /// Seconds from each worker's first trial to its last result, of all workers together. At the end, when nothing is left to
  /// hand out, a worker is not waited for.
  var shiftSeconds: Double { shifts.values.reduce(0) { $0 + ($1.end - $1.start) / .seconds(1) } }

  func happened(_ event: SweepEvent, _ overview: SweepOverview) {
    guard case .finished(_, let worker, _, let seconds) = event else { return }
    let now = ContinuousClock.now
    heldSeconds += seconds
    shifts[worker, default: Shift(start: now - .seconds(seconds), end: now)].end = now
  }

  func started(_ overview: SweepOverview) {}
  func refresh(_ overview: SweepOverview) {}
  func resized() {}
  func interrupted() {}
  func warned(_ warning: String) {}
  func ended(_ overview: SweepOverview) {}
}
