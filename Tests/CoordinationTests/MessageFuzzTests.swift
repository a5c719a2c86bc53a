import Coordination
import Foundation
import Testing

/// Messages that were changed at random, as a whole and in their JSON: each is a message that can be sent on, or an error.
struct MessageFuzzTests {
  private static let work = Work(trial: 3, attempt: 2)
  private static let digest = String(repeating: "0f", count: 32)
  private static let file = TrialFile(name: "checkpoint.safetensors", digest: digest, size: 1000)

  private static let fromWorkers: [WorkerMessage] = [
    .hello(
      Hello(
        build: "b", digests: ["images": "d"], threads: 2, name: "n", host: "h", process: 7,
        status: WorkerStatus(request: 4, work: work))),
    .ready(Ready(request: 1)), .heartbeat(WorkerStatus(request: 1, work: nil)),
    .progress(ProgressReport(work: work, fraction: 0.25, description: "epoch 1/4")),
    .result(ResultReport(work: work, request: 4, digest: digest, isDiverged: true, payload: Data([0, 255, 10]))),
    .failure(FailureReport(work: work, request: 4, cause: .worker, reason: "r", logTail: ["a", "b"])),
    .offer(Offer(work: work, file: file, kind: .checkpoint, isInPlace: false)),
    .want(Want(digest: digest, offset: 5)), .chunk(Chunk(digest: digest, offset: 0, payload: Data([1]))),
    .bye(Bye(reason: "r")),
  ]
  private static let fromCoordinators: [CoordinatorMessage] = [
    .welcome(Welcome(epoch: 2, study: "s", fingerprint: "f", host: "h", directory: "/d", proof: "p")),
    .reject(Rejection(reason: "r")), .resync(Resync(epoch: 1)),
    .assign(Assignment(work: work, request: 4, key: "size-cce-07", checkpoints: [file], payload: Data([7]))),
    .acknowledge(Acknowledgement(work: work, verdict: .contradiction)), .cancel(Cancellation(work: work)),
    .heartbeat(Pulse(epoch: 1)), .receipt(Receipt(work: work, digest: digest, verdict: .durable)),
    .drain(Drain(reason: "r")),
  ]

  /// Pieces that parsers stumble over.
  private static let pieces: [String] = [
    "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "true", "-1", "0", "1e999", "1e-999", "9223372036854775808",
    "18446744073709551616", "-9223372036854775809", "0.1", "NaN", "\\u0000", "\\ud800", "\u{0}", "\u{1B}[2J",
    "\u{202E}",
    "\u{2028}", "../", "/", ".", "\n", String(repeating: "[", count: 5000), String(repeating: "a", count: 9000),
    #""work":{"trial":1,"attempt":1},"#, #""request":1,"#, #""request":-1,"#,
  ]

  private static func mutate(_ frames: [Data], _ random: inout SplitMix64) -> [Data] {
    var frames = frames
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      // The JSON most of the time, which there is always.
      let frame = min(Int.random(in: 0...5, using: &random), 1)
      let count = frames[frame].count
      let place = Int.random(in: 0...count, using: &random)
      switch Int.random(in: 0...6, using: &random) {
      case 0 where place < count: frames[frame][place] = UInt8.random(in: 0...255, using: &random)
      case 1 where place < count: frames[frame][place] ^= 1 << UInt8.random(in: 0...7, using: &random)
      case 2: frames[frame] = frames[frame].prefix(place)
      case 3: frames[frame].insert(contentsOf: Data((pieces.randomElement(using: &random) ?? "").utf8), at: place)
      case 4:
        let end = Int.random(in: place...count, using: &random)
        frames[frame].removeSubrange(place..<end)
      case 5:
        // A piece of the message once more, elsewhere.
        let piece = frames[frame].prefix(place)
        frames[frame].append(contentsOf: piece)
      default:
        if Bool.random(using: &random) { frames.append(Data([1])) } else if frames.count > 2 { frames.removeLast() }
      }
      frames = frames.map { Data($0) }
    }
    return frames
  }

  /// Everything that a message may make a person see.
  private static func expectHarmless(_ text: String) {
    let isPlain = text.unicodeScalars.allSatisfy {
      ![.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
    }
    #expect(isPlain, "\(text.debugDescription)")
  }

  @Test func workersMessages() throws {
    var random = SplitMix64(seed: 11)
    var (read, refused) = (0, 0)
    for round in 0..<20_000 {
      let original = Self.fromWorkers[round % Self.fromWorkers.count]
      let frames = Self.mutate(try MessageCodec.encode(original), &random)
      do {
        let message = try MessageCodec.decodeWorkerMessage(frames)
        #expect(try MessageCodec.decodeWorkerMessage(MessageCodec.encode(message)) == message, "round \(round)")
        if case .hello(let hello) = message {
          for text in [hello.name, hello.host, hello.build] { Self.expectHarmless(text) }
        }
        read += 1
      } catch let error as MalformedMessage {
        Self.expectHarmless(error.description)
        refused += 1
      }
    }
    // Both happened often: the changes are neither all harmless nor all crude.
    #expect(read > 500 && refused > 1000, "\(read) \(refused)")
  }

  @Test func coordinatorsMessages() throws {
    var random = SplitMix64(seed: 12)
    var (read, refused) = (0, 0)
    for round in 0..<20_000 {
      let original = Self.fromCoordinators[round % Self.fromCoordinators.count]
      let frames = Self.mutate(try MessageCodec.encode(original), &random)
      do {
        let message = try MessageCodec.decodeCoordinatorMessage(frames)
        #expect(try MessageCodec.decodeCoordinatorMessage(MessageCodec.encode(message)) == message, "round \(round)")
        if case .assign(let assignment) = message {
          #expect(assignment.key.isTrialKey && assignment.checkpoints.allSatisfy { $0.name.isTrialKey })
        }
        if case .welcome(let welcome) = message { #expect(welcome.fingerprint.isTrialKey) }
        if case .reject(let rejection) = message { Self.expectHarmless(rejection.reason) }
        read += 1
      } catch let error as MalformedMessage {
        Self.expectHarmless(error.description)
        refused += 1
      }
    }
    #expect(read > 500 && refused > 1000, "\(read) \(refused)")
  }
}
