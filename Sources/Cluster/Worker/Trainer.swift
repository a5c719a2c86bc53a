import Coordination
import Foundation
import Synchronization

/// Trains on a thread of its own, so that heartbeats go on while it computes. Talks to the thread that owns the socket
/// through a list and a pipe that wakes it.
final class Trainer: Sendable {
  enum Event: Sendable {
    case progressed(Work, TrialProgress)
    case finished(ResultReport)
    case failed(Work, FailureReport.Cause, reason: String)
    case stopped(Work)
  }

  struct Job: Sendable {
    let assignment: Assignment
    let fingerprint: String
    let directory: URL
    let threads: Int
  }

  private struct Shared {
    var events: [Event] = []
    var cancelled: Work?
  }

  let wakePipe: WakePipe
  private let runner: any TrialRunner
  private let shared = Mutex(Shared())

  init(runner: any TrialRunner) throws {
    self.runner = runner
    wakePipe = try WakePipe()
  }

  /// Begins a job. The caller begins the next one only after this one's last event.
  func start(_ job: Job) {
    let thread = Thread { [self] in
      post(outcome(of: job))
    }
    thread.name = "trainer"
    thread.stackSize = 64 << 20
    thread.start()
  }

  /// Asks the job to stop at its next opportunity.
  func cancel(_ work: Work) { shared.withLock { $0.cancelled = work } }

  /// What happened since the last call.
  func takeEvents() -> [Event] {
    wakePipe.clear()
    return shared.withLock { shared in
      defer { shared.events = [] }
      return shared.events
    }
  }

  private func post(_ event: Event) {
    shared.withLock { $0.events.append(event) }
    wakePipe.wake()
  }

  private func outcome(of job: Job) -> Event {
    let work = job.assignment.work
    let key = job.assignment.key
    do {
      try FileManager.default.createDirectory(at: job.directory, withIntermediateDirectories: true)
    } catch {
      return .failed(work, .worker, reason: "\(job.directory.path): cannot be made: \(reason(of: error))")
    }
    do {
      if let kept = OutcomeFile.read(from: job.directory, fingerprint: job.fingerprint, key: key) {
        return .finished(kept.report(work))
      }
      let assignment = TrialAssignment(
        number: work.trial, key: key, payload: job.assignment.payload, attempt: work.attempt,
        directory: job.directory, threads: job.threads)
      let outcome = try runner.run(
        assignment, report: { self.post(.progressed(work, $0)) },
        isCancelled: { self.shared.withLock { $0.cancelled == work } })
      guard outcome.payload.count <= MessageLimits.payload else {
        return .failed(work, .trial, reason: "the result has \(outcome.payload.count) bytes: too large to be sent")
      }
      let kept = OutcomeFile(fingerprint: job.fingerprint, key: key, outcome: outcome)
      try kept.write(to: job.directory)
      return .finished(kept.report(work))
    } catch is CancellationError {
      return .stopped(work)
    } catch let fault as WorkerFault {
      return .failed(work, .worker, reason: fault.description)
    } catch  where DiskSpace.isExhausted(error) {
      return .failed(work, .worker, reason: "\(job.directory.path): \(DiskSpace.explanation)")
    } catch {
      return .failed(work, .trial, reason: "\(error)")
    }
  }
}
