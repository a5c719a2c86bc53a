import Cluster
import Coordination
import Foundation
import Testing
import ZeroMQ

/// A worker believes its coordinator no more than it must: what is malformed is dropped, and nothing leaves its directory.
@Suite(.serialized) struct HostileCoordinatorTests {
  @Test func malformedAssignmentsAreDroppedAndNothingIsWrittenElsewhere() throws {
    let sweep = try FixtureSweep([])
    let place = sweep.root.appending(path: "coordinator").path
    let socket = try Socket(.router, in: Context())
    try socket.bind("ipc://\(place)")
    let worker = try sweep.startWorker("ipc://\(place)", environment: ["FIXTURE_LEASE": "2"])
    func next() throws -> [Data] {
      var frames: [Data] = []
      try eventually("the worker speaks; it wrote: \(worker.errors)") {
        frames = try socket.receive() ?? []
        return !frames.isEmpty
      }
      return frames
    }
    func receive<Value>(_ pick: (WorkerMessage) -> Value?) throws -> (identity: Data, value: Value) {
      let deadline = ContinuousClock.now + .seconds(60)
      while true {
        // It beats for ever: what is waited for may still not come.
        try #require(ContinuousClock.now < deadline, "not said within a minute; it wrote: \(worker.errors)")
        let frames = try next()
        if let value = pick(try MessageCodec.decodeWorkerMessage(Array(frames.dropFirst()))) {
          return (frames[0], value)
        }
      }
    }
    let (identity, _) = try receive { if case .hello = $0 { true } else { nil } }
    func send(_ frames: [Data]) throws { #expect(try socket.send([identity] + frames) == .sent) }
    func welcome(_ fingerprint: String) throws -> [Data] {
      try MessageCodec.encode(
        .welcome(
          Welcome(
            epoch: 1, study: "s", fingerprint: fingerprint, host: "elsewhere", directory: "/../../etc",
            proof: "../../etc/passwd")))
    }
    for fingerprint in ["../../../escape", "/tmp/escape", ".."] { try send(welcome(fingerprint)) }
    try send(welcome("f"))
    let (_, request) = try receive { if case .ready(let ready) = $0 { ready.request } else { nil } }

    let header = Data("heatsweep \(MessageCodec.protocolVersion) assign".utf8)
    let keys = [
      "../../escape", "/tmp/escape", "..", ".hidden", "a/../../b", "a\\u0000b", "\\u001b[2J",
      String(repeating: "a", count: 129),
    ]
    for key in keys {
      let json = #"{"work":{"trial":0,"attempt":1},"request":\#(request),"key":"\#(key)","checkpoints":[]}"#
      try send([header, Data(json.utf8), Data("plain".utf8)])
    }
    let nested = String(repeating: "[", count: 100_000)
    for json in [
      nested, #"{"work":\#(nested)}"#, #"{"work":{"trial":-1,"attempt":1},"request":1,"key":"a"}"#, "{}", "", "null",
    ] {
      try send([header, Data(json.utf8), Data("plain".utf8)])
    }
    try send(Array(repeating: Data("x".utf8), count: 50))
    // The connection ends for this one, and is made again.
    try send([header, Data("{}".utf8), Data(count: MessageLimits.payload + 1)])
    try eventually("all kinds are dropped; it wrote: \(worker.errors)") {
      [
        "'welcome' has a value out of range", "'assign' has a value out of range", "'assign' is not the JSON object",
        "a message of 50 frames",
      ]
      .allSatisfy(worker.errors.contains)
    }
    // A good one at last: the worker is still there, and works in a directory of its own.
    let work = Work(trial: 0, attempt: 1)
    let good = Assignment(work: work, request: request, key: "good", payload: Data("plain".utf8))
    var isTaken = false
    try eventually("the worker takes it; it wrote: \(worker.errors)") {
      // Of the messages that wait here, only one that comes after the answer can say so.
      while let frames = try socket.receive() {
        if case .heartbeat(let status) = try MessageCodec.decodeWorkerMessage(Array(frames.dropFirst())) {
          isTaken = status.work == work
        }
      }
      if !isTaken { _ = try socket.send([identity] + MessageCodec.encode(.assign(good))) }
      return isTaken
    }
    // Its weights come before its result.
    let (_, offer) = try receive { if case .offer(let offer) = $0, offer.kind == .product { offer } else { nil } }
    let receipt = Receipt(work: work, digest: offer.file.digest, verdict: .durable)
    try send(MessageCodec.encode(.receipt(receipt)))
    let (_, report) = try receive { if case .result(let report) = $0 { report } else { nil } }
    #expect(report.work == work)
    try send(MessageCodec.encode(.acknowledge(Acknowledgement(work: work, verdict: .accepted))))
    try send(MessageCodec.encode(.drain(Drain(reason: "done"))))
    #expect(try worker.end() == 0)
    #expect(!FileManager.default.fileExists(atPath: "/tmp/escape"))
    let made = FileManager.default.enumerator(atPath: sweep.root.path)?.compactMap { $0 as? String } ?? []
    #expect(made.filter { $0.hasSuffix("escape") || $0.hasSuffix("hidden") }.isEmpty)
    #expect(made.contains("state/heatsweep/f"))
  }
}
