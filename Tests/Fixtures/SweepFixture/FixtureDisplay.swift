import Cluster
import Coordination

/// The lines of a plain display, and one for every result that came a second time, which users need not know of.
final class FixtureDisplay: SweepObserver {
  private let plain = PlainDisplay()

  func started(_ overview: SweepOverview) { plain.started(overview) }

  func happened(_ event: SweepEvent, _ overview: SweepOverview) {
    if case .duplicate(let work, let worker) = event {
      plain.warned("\(worker) delivered t\(work.trial) again, from attempt \(work.attempt)")
    }
    plain.happened(event, overview)
  }

  func refresh(_ overview: SweepOverview) { plain.refresh(overview) }

  func resized() { plain.resized() }

  func interrupted() { plain.interrupted() }

  func warned(_ warning: String) { plain.warned(warning) }

  func ended(_ overview: SweepOverview) { plain.ended(overview) }
}
