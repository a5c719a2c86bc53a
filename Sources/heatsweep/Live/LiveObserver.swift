import Cluster
import Coordination
import LivePage

/// Lets the display see all that it would see anyway, and leaves the latest status where the page's thread finds it.
final class LiveObserver: SweepObserver {
  private let display: any SweepObserver
  private let mailbox: LiveMailbox

  init(_ display: any SweepObserver, mailbox: LiveMailbox) { (self.display, self.mailbox) = (display, mailbox) }

  var followsStatus: Bool { true }
  func reached(_ status: StudyStatus) { mailbox.put(status) }

  func happened(_ event: SweepEvent, _ overview: SweepOverview) {
    display.happened(event, overview)
    if case .progressed = event { return }
    mailbox.trialsChanged()
  }

  func started(_ overview: SweepOverview) { display.started(overview) }
  func refresh(_ overview: SweepOverview) { display.refresh(overview) }
  func resized() { display.resized() }
  func interrupted() { display.interrupted() }
  func warned(_ warning: String) { display.warned(warning) }
  func announced(_ line: String) { display.announced(line) }
  func ended(_ overview: SweepOverview) { display.ended(overview) }
}
