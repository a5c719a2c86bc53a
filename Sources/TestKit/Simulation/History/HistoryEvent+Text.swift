import Coordination
import Foundation

extension History.Entry {
  /// Time, who, and what; nil for signs of life.
  var line: String? {
    if case .heard = event { return nil }
    let (who, what) = event.text
    let seconds = String(format: "%9.3f s", time / .seconds(1))
    return "\(seconds)  \(who)\(String(repeating: " ", count: max(1, 16 - who.count)))\(what)"
  }
}

extension HistoryEvent {
  /// Who did it, and what it was.
  fileprivate var text: (String, String) {
    switch self {
    case .coordinatorStarted(let epoch): ("coordinator", "started, epoch \(epoch)")
    case .coordinatorDied: ("coordinator", "died")
    case .coordinatorWoke: ("coordinator", "goes on after a pause")
    case .heard(let worker): ("coordinator", "heard \(worker)")
    case .leased(let work, let worker): ("coordinator", "stored: \(work.text) is \(worker)'s")
    case .requeued(let trial): ("coordinator", "stored: trial \(trial) is pending again")
    case .failed(let work, let failures, let isQuarantined):
      ("coordinator", "stored: \(work.text) failed, \(failures) in all" + (isQuarantined ? "; quarantined" : ""))
    case .accepted(let work, let digest): ("coordinator", "stored: result '\(digest)' of \(work.text)")
    case .contradicted(let work, let digest): ("coordinator", "stored: other result '\(digest)' of \(work.text)")
    case .fileWritten(let trial, let name): ("coordinator", "wrote \(name) of trial \(trial)")
    case .fileKept(let work, let name, _): ("coordinator", "stored: has \(name) of \(work.text)")
    case .fileRemoved(let trial, let name): ("coordinator", "removed \(name) of trial \(trial)")
    case .receipted(let trial, let digest, let worker):
      ("coordinator", "has \(digest.prefix(8)) of trial \(trial), it tells \(worker)")
    case .assigned(let work, let worker): ("coordinator", "assigns \(work.text) to \(worker)")
    case .acknowledged(let work, let verdict, let worker):
      ("coordinator", "acknowledges \(work.text) to \(worker): \(verdict.rawValue)")
    case .workerStarted(let worker): ("worker \(worker)", "started")
    case .workerDied(let worker): ("worker \(worker)", "died")
    case .workerWoke(let worker): ("worker \(worker)", "goes on after a pause")
    case .workerLeft(let worker, let isServed): ("worker \(worker)", isServed ? "left" : "left unserved")
    case .began(let work, let worker, let step): ("worker \(worker)", "trains \(work.text) from step \(step)")
    case .held(let work, let digest, let worker): ("worker \(worker)", "holds result '\(digest)' of \(work.text)")
    case .forgot(let work, let worker): ("worker \(worker)", "deletes its result of \(work.text)")
    case .gaveUp(let work, let worker): ("worker \(worker)", "\(work.text) failed")
    case .crashed(let work, let worker): ("worker \(worker)", "\(work.text) crashes it")
    case .ended: ("cluster", "at its end")
    }
  }
}

extension Work {
  var text: String { "trial \(trial) attempt \(attempt)" }
}
