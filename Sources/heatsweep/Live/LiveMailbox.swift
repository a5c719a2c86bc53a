import Cluster
import Foundation
import LivePage

/// Between the coordinator's thread, which only puts something down, and the page's thread, which does the work.
///
/// Unchecked: every access to what changes is under the condition's lock.
final class LiveMailbox: @unchecked Sendable {
  struct Letter {
    /// Nil where there is no newer one.
    var status: StudyStatus?
    /// Whether the store may hold something new.
    var haveTrialsChanged = false
    /// How the sweep ended; nil while it runs.
    var ending: LiveProgress.State?
  }

  private let condition = NSCondition()
  private var letter = Letter()

  func put(_ status: StudyStatus) { change { $0.status = status } }
  func trialsChanged() { change { $0.haveTrialsChanged = true } }
  func end(_ state: LiveProgress.State) { change { $0.ending = state } }

  private func change(_ change: (inout Letter) -> Void) {
    condition.withLock {
      change(&letter)
      condition.signal()
    }
  }

  /// Waits until there is something, a second at most, and takes it.
  func take() -> Letter {
    condition.withLock {
      let deadline = Date(timeIntervalSinceNow: 1)
      while letter.status == nil, !letter.haveTrialsChanged, letter.ending == nil {
        guard condition.wait(until: deadline) else { break }
      }
      defer { letter = Letter(ending: letter.ending) }
      return letter
    }
  }
}
