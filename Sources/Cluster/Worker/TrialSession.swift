import Coordination
import Files
import Foundation
import Synchronization

/// A trial under way, between the thread that trains and the one that owns the socket: the first asks and waits, the second
/// answers.
final class TrialSession: TrialContext, Sendable {
  /// What comes for a thread that waits.
  enum Delivery: Sendable {
    case piece(Data)
    case complete
    case unavailable
    case description(DataAnswer)
  }

  private struct Shared {
    var deliveries: [Delivery] = []
    var isCancelled = false
  }

  let job: Trainer.Job
  private let post: @Sendable (Trainer.Event) -> Void
  private let shared = Mutex(Shared())
  /// Counts deliveries; also raised by a cancellation.
  private let arrivals = DispatchSemaphore(value: 0)

  init(job: Trainer.Job, post: @escaping @Sendable (Trainer.Event) -> Void) {
    self.job = job
    self.post = post
  }

  private var work: Work { job.assignment.work }

  // MARK: From the thread that owns the socket

  func cancel() {
    shared.withLock { $0.isCancelled = true }
    arrivals.signal()
  }

  func deliver(_ delivery: Delivery) {
    shared.withLock { $0.deliveries.append(delivery) }
    arrivals.signal()
  }

  // MARK: From the thread that trains

  var isCancelled: Bool { shared.withLock { $0.isCancelled } }

  func report(_ progress: TrialProgress) { post(.progressed(work, progress)) }

  func keptCheckpoint(_ name: String) throws {
    post(.offered(try offer(name, .checkpoint)))
  }

  func data(named name: String, digest: () -> String) throws -> Data? {
    // A worker of the coordinator's own machine is the same program on the same libraries.
    guard !job.isShared else { return nil }
    return try coordinatorsData(named: name) { $0 == digest() }
  }

  func answer(to question: String) throws -> Data {
    // Nothing is known here, so that bytes come.
    try coordinatorsData(named: question) { _ in false } ?? Data()
  }

  /// - Parameter isKnown: whether this machine has the bytes of this digest.
  private func coordinatorsData(named name: String, isKnown: (_ digest: String) -> Bool) throws -> Data? {
    post(.asks(name))
    guard case .description(let answer) = try next(), let theirs = answer.digest, let size = answer.size else {
      throw WorkerFault("the coordinator has no data named '\(name)': install the same heatsweep on both")
    }
    guard !isKnown(theirs) else { return nil }
    post(.wants(digest: theirs, size: size))
    var bytes = Data(capacity: size)
    while case .piece(let piece) = try next() { bytes.append(piece) }
    guard bytes.count == size, sha256(bytes) == theirs else {
      throw WorkerFault("data '\(name)' came damaged from the coordinator")
    }
    return bytes
  }

  /// A file of the trial's directory, as it is offered to the coordinator.
  func offer(_ name: String, _ kind: Offer.Kind) throws -> Offer {
    let path = job.directory.appending(path: name).path
    let bytes = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    let file = TrialFile(name: name, digest: sha256(bytes), size: bytes.count)
    return Offer(work: work, file: file, kind: kind, isInPlace: job.isShared)
  }

  /// Fetches the newest checkpoint that the coordinator has and this machine lacks.
  func fetchCheckpoints() throws {
    guard !job.isShared else { return }
    for file in job.assignment.checkpoints {
      let path = job.directory.appending(path: file.name).path
      if FileManager.default.fileExists(atPath: path) { return }
      post(.wants(digest: file.digest, size: file.size))
      let draft = try PartialFile(path: path)
      while case .piece(let piece) = try next() { try draft.append(piece) }
      // Damaged or gone: the one before it does as well.
      if try draft.finish(digest: file.digest) { return }
    }
  }

  private func next() throws -> Delivery {
    while true {
      arrivals.wait()
      let delivery: Delivery? = try shared.withLock { shared in
        if shared.isCancelled { throw CancellationError() }
        return shared.deliveries.isEmpty ? nil : shared.deliveries.removeFirst()
      }
      if let delivery { return delivery }
    }
  }
}
