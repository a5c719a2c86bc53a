import Coordination
import Foundation
import Testing

/// Whatever comes from the network is either a message or an error.
struct MessageCodecTests {
  private static let work = Work(trial: 3, attempt: 2)
  private static let hello = Hello(
    build: "b", digests: ["images": "d"], threads: 2, name: "n", host: "h", process: 7,
    status: WorkerStatus(request: 4, work: work))
  private static let workerMessages: [WorkerMessage] = [
    .hello(hello), .ready(Ready(request: 1)), .heartbeat(WorkerStatus(request: 1, work: nil)),
    .progress(ProgressReport(work: work, fraction: 0.25, description: "epoch 1/4, Verlust 0.3 ü")),
    .result(ResultReport(work: work, request: 4, digest: "d", isDiverged: true, payload: Data([0, 255, 10]))),
    .failure(FailureReport(work: work, request: 4, cause: .worker, reason: "r", logTail: ["a", "b"])),
    .bye(Bye(reason: "r")),
  ]
  private static let coordinatorMessages: [CoordinatorMessage] = [
    .welcome(Welcome(epoch: 2, study: "s", fingerprint: "f", host: "h", directory: "/d")),
    .reject(Rejection(reason: "r")), .resync(Resync(epoch: 1)),
    .assign(Assignment(work: work, request: 4, key: "size-cce-07", payload: Data())),
    .acknowledge(Acknowledgement(work: work, verdict: .contradiction)), .cancel(Cancellation(work: work)),
    .heartbeat(Pulse(epoch: 1)), .drain(Drain(reason: "r")),
  ]

  @Test func everyMessageSurvives() throws {
    for message in Self.workerMessages {
      #expect(try MessageCodec.decodeWorkerMessage(MessageCodec.encode(message)) == message)
    }
    for message in Self.coordinatorMessages {
      #expect(try MessageCodec.decodeCoordinatorMessage(MessageCodec.encode(message)) == message)
    }
  }

  @Test func theFormIsReadableByHand() throws {
    let frames = try MessageCodec.encode(.ready(Ready(request: 5)))
    #expect(frames.map { String(decoding: $0, as: UTF8.self) } == ["heatsweep 2 ready", #"{"request":5}"#])
  }

  @Test func truncatedHeadersAndBodiesAreErrors() throws {
    for message in Self.workerMessages {
      let frames = try MessageCodec.encode(message)
      for frame in 0..<2 {
        for length in 0..<frames[frame].count {
          var cut = frames
          cut[frame] = frames[frame].prefix(length)
          #expect(throws: MalformedMessage.self) { try MessageCodec.decodeWorkerMessage(cut) }
        }
      }
      #expect(throws: MalformedMessage.self) { try MessageCodec.decodeWorkerMessage(frames.dropLast()) }
      #expect(throws: MalformedMessage.self) { try MessageCodec.decodeWorkerMessage(frames + [Data()]) }
      // And what a worker says is not what a coordinator says.
      if case .heartbeat = message { continue }
      #expect(throws: MalformedMessage.self) { try MessageCodec.decodeCoordinatorMessage(frames) }
    }
  }

  @Test(arguments: [
    ("ready", #"{}"#), ("ready", #"{"request":"1"}"#), ("ready", #"{"request":-1}"#), ("ready", #"{"request":1e30}"#),
    ("ready", #"{"request":1.5}"#), ("ready", #"[]"#), ("ready", #"null"#), ("ready", ""), ("READY", #"{"request":1}"#),
    ("progress", #"{"work":{"trial":1,"attempt":1},"fraction":1.01,"description":""}"#),
    ("progress", #"{"work":{"trial":1,"attempt":1},"fraction":-0.1,"description":""}"#),
    ("progress", #"{"work":{"trial":1,"attempt":1},"fraction":NaN,"description":""}"#),
    ("progress", #"{"work":{"trial":1,"attempt":1},"fraction":0.5,"description":"\u001b[2J"}"#),
    ("heartbeat", #"{"request":1,"work":{"trial":-1,"attempt":1}}"#),
    ("failure", #"{"work":{"trial":1,"attempt":1},"request":1,"cause":"nobody","reason":"","logTail":[]}"#),
    ("result", #"{"work":{"trial":1,"attempt":1},"request":1,"digest":"","isDiverged":false}"#),
  ])
  func wrongValuesAreErrors(kind: String, json: String) {
    #expect(throws: MalformedMessage.self) {
      try MessageCodec.decodeWorkerMessage([Data("heatsweep 2 \(kind)".utf8), Data(json.utf8)])
    }
  }

  @Test(arguments: ["../escape", "/etc/passwd", "", ".", "a/b", "a\\u0000b"])
  func aKeyThatLeavesItsDirectoryIsAnError(key: String) {
    func decode(_ key: String) throws -> CoordinatorMessage {
      let json = #"{"work":{"trial":1,"attempt":1},"request":1,"key":"\#(key)","checkpoints":[]}"#
      let header = Data("heatsweep \(MessageCodec.protocolVersion) assign".utf8)
      return try MessageCodec.decodeCoordinatorMessage([header, Data(json.utf8), Data()])
    }
    #expect(throws: MalformedMessage.self) { try decode(key) }
    // It is the key that is wrong.
    #expect(throws: Never.self) { try decode("a.b-c_d") }
  }

  @Test func oversizedFramesAreErrors() {
    let header = Data("heatsweep 2 ready".utf8)
    let body = Data(#"{"request":1}"#.utf8)
    let large = Data(count: MessageLimits.json + 1)
    for frames in [[Data(count: 65), body], [header, large], [header], [], [header, body, Data(), Data()]] {
      #expect(throws: MalformedMessage.self) { try MessageCodec.decodeWorkerMessage(frames) }
    }
    let deep = Data((String(repeating: "[", count: 100_000)).utf8)
    #expect(throws: MalformedMessage.self) { try MessageCodec.decodeWorkerMessage([header, deep]) }
  }

  @Test func randomBytesAreErrors() throws {
    var random = SplitMix64(seed: 1)
    func bytes(_ count: Int) -> Data { Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }) }
    for _ in 0..<2000 {
      let frames = (0..<Int.random(in: 0...4, using: &random)).map { _ in bytes(Int.random(in: 0...40, using: &random))
      }
      #expect(throws: MalformedMessage.self) { try MessageCodec.decodeWorkerMessage(frames) }
      #expect(throws: MalformedMessage.self) { try MessageCodec.decodeCoordinatorMessage(frames) }
    }
  }

  @Test func flippedBytesAreAMessageOrAnError() throws {
    var random = SplitMix64(seed: 2)
    for _ in 0..<3000 {
      var frames = try MessageCodec.encode(Self.workerMessages.randomElement(using: &random) ?? Self.workerMessages[0])
      let frame = Int.random(in: 0..<frames.count, using: &random)
      let index = Int.random(in: 0..<frames[frame].count, using: &random)
      frames[frame][index] = UInt8.random(in: 0...255, using: &random)
      do {
        // What decodes can be encoded again: nothing half-read is believed.
        let message = try MessageCodec.decodeWorkerMessage(frames)
        #expect(try MessageCodec.decodeWorkerMessage(MessageCodec.encode(message)) == message)
      } catch is MalformedMessage {}
    }
  }

  @Test func aHelloOfAnotherVersionIsUnderstoodSoThatItCanBeAnswered() throws {
    var frames = try MessageCodec.encode(.hello(Self.hello))
    frames[0] = Data("heatsweep 9 hello".utf8)
    #expect(try MessageCodec.decodeWorkerMessage(frames) == .hello(Self.hello))
    let other = [Data("heatsweep 9 ready".utf8), Data(#"{"request":1}"#.utf8)]
    #expect(throws: MalformedMessage.self) { try MessageCodec.decodeWorkerMessage(other) }
  }
}
