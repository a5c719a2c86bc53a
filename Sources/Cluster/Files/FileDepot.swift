import Coordination
import Files
import Foundation
import Synchronization

/// The coordinator's files of trials and data. Reads, writes and flushes on a thread of its own: a disk may take seconds for a
/// large file, and leases and heartbeats must not wait for it.
final class FileDepot: Sendable {
  enum Event: Sendable {
    /// What became of a file that was to be kept.
    case kept(IncomingFile, from: PeerIdentity, isIntact: Bool)
    case answer(CoordinatorMessage, to: PeerIdentity)
    /// The disk does not take files: going on is pointless.
    case failed(ClusterError)
  }

  /// Touched by the jobs of the queue only, one after the other.
  private struct Shelf {
    /// Those whose pieces are coming.
    var drafts: [PeerIdentity: PartialFile] = [:]
    /// What names of data stand for, once somebody asked.
    var answers: [String: DataAnswer] = [:]
  }

  let wakePipe: WakePipe
  private let models: URL
  private let data: URL
  private let provider: (@Sendable (String) -> Data?)?
  private let queue = DispatchQueue(label: "files")
  private let shelf = Mutex(Shelf())
  private let events = Mutex<[Event]>([])

  /// Removes the parts of files that a killed coordinator left.
  /// - Parameter provider: the bytes that a name of data stands for; nil for a name that the study does not have.
  init(directory: URL, provider: (@Sendable (String) -> Data?)?) throws {
    models = directory.appending(path: "models")
    data = directory.appending(path: "data")
    self.provider = provider
    wakePipe = try WakePipe()
    for key in (try? FileManager.default.contentsOfDirectory(atPath: models.path)) ?? [] {
      PartialFile.removeAbandoned(in: models.appending(path: key).path)
    }
  }

  /// What happened since the last call.
  func takeEvents() -> [Event] {
    wakePipe.clear()
    return events.withLock { events in
      defer { events = [] }
      return events
    }
  }

  func path(_ name: String, of key: String) -> String { models.appending(path: "\(key)/\(name)").path }

  func receive(_ file: IncomingFile, from identity: PeerIdentity, key: String) {
    guard !file.isInPlace else { return }
    let path = path(file.file.name, of: key)
    run { shelf in
      shelf.drafts[identity] = nil
      try FileManager.default.createDirectory(
        at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
      shelf.drafts[identity] = try PartialFile(path: path)
    }
  }

  func write(_ chunk: Chunk, from identity: PeerIdentity) {
    run { shelf in try shelf.drafts[identity]?.append(chunk.payload) }
  }

  func keep(_ file: IncomingFile, from identity: PeerIdentity, key: String) {
    let path = path(file.file.name, of: key)
    run { shelf in
      let isIntact =
        if file.isInPlace {
          // Written, flushed and named by the worker; whoever reads it checks its contents.
          try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int == file.file.size
        } else {
          try shelf.drafts.removeValue(forKey: identity)?.finish(digest: file.file.digest) ?? false
        }
      self.post(.kept(file, from: identity, isIntact: isIntact))
    } onMissing: {
      self.post(.kept(file, from: identity, isIntact: false))
    }
  }

  func discard(from identity: PeerIdentity) {
    run { shelf in shelf.drafts[identity] = nil }
  }

  func remove(_ names: [String], key: String) {
    let paths = names.map { path($0, of: key) }
    // One that is not there was removed before.
    run { _ in for path in paths { unlink(path) } }
  }

  /// - Parameter path: of the trial's file that is wanted; nil: data.
  func serve(_ want: Want, path: String?, to identity: PeerIdentity) {
    let path = path ?? data.appending(path: want.digest).path
    run { _ in
      let answer = FilePiece.read(want, path: path).map(CoordinatorMessage.chunk)
      self.post(.answer(answer ?? .absent(Absence(digest: want.digest)), to: identity))
    }
  }

  func describe(_ inquiry: DataInquiry, to identity: PeerIdentity) {
    run { [provider, data] shelf in
      if shelf.answers[inquiry.name] == nil {
        guard let bytes = provider?(inquiry.name) else {
          // Not remembered: a stranger to the study may ask for any number of names.
          self.post(.answer(.data(DataAnswer(name: inquiry.name, digest: nil, size: nil)), to: identity))
          return
        }
        let answer = DataAnswer(name: inquiry.name, digest: sha256(bytes), size: bytes.count)
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        try DurableFile.write(bytes, to: data.appending(path: answer.digest ?? "").path)
        shelf.answers[inquiry.name] = answer
      }
      if let answer = shelf.answers[inquiry.name] { self.post(.answer(.data(answer), to: identity)) }
    }
  }

  /// Waits until everything so far is done.
  func finish() { queue.sync {} }

  private func post(_ event: Event) {
    events.withLock { $0.append(event) }
    wakePipe.wake()
  }

  /// - Parameter onMissing: instead of failing, where a file is not there.
  private func run(
    _ job: @escaping @Sendable (inout Shelf) throws -> Void, onMissing: (@Sendable () -> Void)? = nil
  ) {
    queue.async { [self] in
      shelf.withLock { shelf in
        do {
          try job(&shelf)
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile && onMissing != nil {
          onMissing?()
        } catch let error where DiskSpace.isExhausted(error) {
          post(.failed(ClusterError("\(models.path): \(DiskSpace.explanation)")))
        } catch let error as FileError {
          post(.failed(ClusterError(error.description)))
        } catch {
          post(.failed(ClusterError("\(models.path): \(reason(of: error))")))
        }
      }
    }
  }
}
