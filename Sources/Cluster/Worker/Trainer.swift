import Coordination
import Files
import Foundation
import Synchronization

/// Trains on a thread of its own, so that heartbeats go on while it computes. Talks to the thread that owns the socket
/// through a list and a pipe that wakes it.
final class Trainer: Sendable {
  enum Event: Sendable {
    case progressed(Work, TrialProgress)
    /// A checkpoint is on this machine's disk.
    case offered(Offer)
    /// The thread waits for a file of the coordinator's.
    case wants(digest: String, size: Int)
    /// The thread waits to hear what a name of data stands for.
    case asks(String)
    case finished(ResultReport, products: [Offer])
    case failed(Work, FailureReport.Cause, reason: String)
    case stopped(Work)
  }

  struct Job: Sendable {
    let assignment: Assignment
    let fingerprint: String
    let directory: URL
    /// The directory is the coordinator's own.
    let isShared: Bool
    let threads: Int
  }

  let wakePipe: WakePipe
  private let runner: any TrialRunner
  private let events = Mutex<[Event]>([])
  private let session = Mutex<TrialSession?>(nil)
  private let starts = DispatchSemaphore(value: 0)

  /// Starts the thread, which lives as long as the process.
  init(runner: any TrialRunner) throws {
    self.runner = runner
    wakePipe = try WakePipe()
    let thread = Thread { [self] in
      while true {
        starts.wait()
        if let session = session.withLock({ $0 }) { post(outcome(of: session)) }
      }
    }
    thread.name = "trainer"
    thread.stackSize = 64 << 20
    thread.start()
  }

  /// Begins a job. The caller begins the next one only after this one's last event.
  func start(_ job: Job) {
    let session = TrialSession(job: job) { [self] in post($0) }
    self.session.withLock { $0 = session }
    starts.signal()
  }

  /// Asks the job to stop at its next opportunity.
  func cancel(_ work: Work) {
    let session = session.withLock { $0 }
    if session?.job.assignment.work == work { session?.cancel() }
  }

  /// Hands the job what it waits for.
  func deliver(_ delivery: TrialSession.Delivery) { session.withLock { $0 }?.deliver(delivery) }

  /// What happened since the last call.
  func takeEvents() -> [Event] {
    wakePipe.clear()
    return events.withLock { events in
      defer { events = [] }
      return events
    }
  }

  private func post(_ event: Event) {
    events.withLock { $0.append(event) }
    wakePipe.wake()
  }

  private func outcome(of session: TrialSession) -> Event {
    let job = session.job
    let work = job.assignment.work
    let key = job.assignment.key
    do {
      try FileManager.default.createDirectory(at: job.directory, withIntermediateDirectories: true)
    } catch {
      return .failed(work, .worker, reason: "\(job.directory.path): cannot be made: \(reason(of: error))")
    }
    // Of killed workers, and of those that lost this trial: whether they finish it does not matter any more.
    DurableFile.removeTemporary(in: job.directory.path)
    if !job.isShared { PartialFile.removeAbandoned(in: job.directory.path) }
    do {
      if let kept = OutcomeFile.read(from: job.directory, fingerprint: job.fingerprint, key: key),
        let products = try? products(kept.products, of: session)
      {
        return .finished(kept.report(work), products: products)
      }
      try session.fetchCheckpoints()
      let assignment = TrialAssignment(
        number: work.trial, key: key, payload: job.assignment.payload, attempt: work.attempt,
        directory: job.directory, threads: job.threads)
      let outcome = try runner.run(assignment, session)
      guard outcome.payload.count <= MessageLimits.payload else {
        return .failed(work, .trial, reason: "the result has \(outcome.payload.count) bytes: too large to be sent")
      }
      let kept = OutcomeFile(fingerprint: job.fingerprint, key: key, outcome: outcome)
      try kept.write(to: job.directory)
      FaultPoint.outcomeKept.pass()
      return .finished(kept.report(work), products: try products(outcome.products, of: session))
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

  /// The files of a result; those in place need no way.
  private func products(_ names: [String], of session: TrialSession) throws -> [Offer] {
    session.job.isShared ? [] : try names.map { try session.offer($0, .product) }
  }
}
