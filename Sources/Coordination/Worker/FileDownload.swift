/// A file on its way from the coordinator to a worker, or the question what the coordinator has.
struct FileDownload: Sendable {
  enum Subject: Sendable, Equatable {
    case file(digest: String, size: Int)
    case description(DataInquiry)
  }

  let subject: Subject
  var offset = 0
  private var nextQuestion: Duration = .zero
  private var vainQuestions = 0

  init(_ subject: Subject) { self.subject = subject }

  /// The question that is due.
  mutating func due(_ now: Duration, _ timing: Timing, using random: inout SplitMix64) -> WorkerMessage? {
    guard now >= nextQuestion else { return nil }
    nextQuestion = now + timing.heartbeat + timing.retry.wait(vainQuestions, using: &random)
    vainQuestions += 1
    return switch subject {
    case .file(let digest, _): .want(Want(digest: digest, offset: offset))
    case .description(let inquiry): .inquire(inquiry)
    }
  }

  /// Takes the piece that was asked for; any other is old.
  /// - Returns: whether it was that piece.
  mutating func take(_ chunk: Chunk) -> Bool {
    guard case .file(chunk.digest, let size) = subject, chunk.offset == offset, chunk.payload.count <= size - offset
    else { return false }
    offset += chunk.payload.count
    renew()
    return true
  }

  var isComplete: Bool { if case .file(_, offset) = subject { true } else { false } }

  mutating func renew() { (nextQuestion, vainQuestions) = (.zero, 0) }
}
