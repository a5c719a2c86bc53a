import Cluster
import Coordination
import Foundation

/// A display, and a study's files for TensorBoard kept up beside it.
final class TensorBoardObserver: SweepObserver {
  private let display: any SweepObserver
  private let follower: TensorBoardFollower

  init(_ display: any SweepObserver, directory: URL) {
    self.display = display
    follower = TensorBoardFollower(directory: directory)
  }

  func started(_ overview: SweepOverview) {
    display.started(overview)
    follower.start()
  }

  func happened(_ event: SweepEvent, _ overview: SweepOverview) {
    display.happened(event, overview)
    if case .finished(let trial, _, _, _) = event { follower.finished(trial) }
  }

  func refresh(_ overview: SweepOverview) {
    display.refresh(overview)
    follower.follow(running: Set(overview.workers.compactMap(\.key)))
    warn()
  }

  func ended(_ overview: SweepOverview) {
    follower.finish()
    warn()
    display.ended(overview)
  }

  private func warn() {
    for problem in follower.takeProblems() { display.warned("TensorBoard: \(problem)") }
  }

  func resized() { display.resized() }
  func interrupted() { display.interrupted() }
  func warned(_ warning: String) { display.warned(warning) }
  func announced(_ line: String) { display.announced(line) }
}
