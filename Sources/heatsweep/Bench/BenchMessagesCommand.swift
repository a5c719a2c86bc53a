import ArgumentParser
import Coordination
import Foundation

/// `heatsweep bench messages`: what a message costs the coordinator.
package struct BenchMessagesCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "messages",
    abstract: "Measures the coordinator's handling of messages from many simulated workers.",
    discussion: """
      All workers join, then beat, report progress, deliver and are given more, without a network or a disk. Prints processor \
      time a message: of the rules alone, with what passing time makes them do; and with every message and every answer read \
      from and written to its bytes.
      """)

  @Option(help: "Workers.")
  var workers = 5000

  @Option(help: "Seconds of virtual time after all workers have joined.")
  var seconds = 20

  @Flag(help: "Print one line of JSON.")
  var json = false

  package init() {}

  package func run() throws {
    try BenchError.require((1...100_000).contains(workers), "--workers", "a number from 1 to 100000", workers)
    try BenchError.require((1...1000).contains(seconds), "--seconds", "a number from 1 to 1000", seconds)
    let rules = try MessageLoad(workers: workers, seconds: seconds, usesCodec: false)
    let whole = try MessageLoad(workers: workers, seconds: seconds, usesCodec: true)
    let costs = MessageCosts(
      workers: workers, messages: rules.messages, rules: rules.microsecondsPerMessage.rounded(toPlaces: 2),
      withBytes: whole.microsecondsPerMessage.rounded(toPlaces: 2))
    print(json ? try JSONEncoder.stable.encoded(costs) : costs.text)
  }
}

/// What `heatsweep bench messages` found; times in microseconds a message.
private struct MessageCosts: Encodable {
  let workers: Int
  let messages: Int
  let rules: Double
  let withBytes: Double

  private enum CodingKeys: String, CodingKey {
    case workers, messages
    case rules = "rules_microseconds"
    case withBytes = "with_bytes_microseconds"
  }

  var text: String {
    """
    \(messages) messages of \(workers) workers
    rules alone              \(rules.text(2).padded(to: 8, atStart: true)) microseconds a message
    with reading and writing \(withBytes.text(2).padded(to: 8, atStart: true)) microseconds a message
    """
  }
}

/// A coordinator's state machine under the messages of many workers.
private struct MessageLoad {
  private(set) var messages = 0
  private var ticks: Int { 10 }
  private var time = 0.0
  private let usesCodec: Bool
  private var machine: CoordinatorMachine
  private var now: Duration = .zero
  /// What each worker was given last, and its next request.
  private var states: [PeerIdentity: (work: Work?, request: Int)] = [:]

  /// Processor time, over the messages that came.
  var microsecondsPerMessage: Double { time * 1e6 / Double(messages) }

  init(workers: Int, seconds: Int, usesCodec: Bool) throws {
    self.usesCodec = usesCodec
    let trials = (0..<workers * 4).map {
      TrialEntry(number: $0, key: "trial-\($0)", payload: Data(count: 256))
    }
    let welcome = Welcome(epoch: 1, study: "bench", fingerprint: "bench", host: "bench", directory: "/")
    machine = CoordinatorMachine(
      trials: trials, terms: .init(welcome: welcome, build: "bench", digests: [:]), timing: Timing(),
      reattachment: .zero, now: now)
    let identities = (0..<workers).map { PeerIdentity("worker-\($0)-\(UInt64(0xFEED) &* UInt64($0))") }
    for identity in identities {
      states[identity] = (nil, 1)
      let hello = Hello(
        build: "bench", digests: [:], threads: 1, name: "\(identity)", host: "bench", process: 1,
        status: WorkerStatus(request: 1, work: nil))
      try handle(.hello(hello), from: identity)
      try handle(.ready(Ready(request: 1)), from: identity)
    }
    for second in 1...seconds {
      for (number, identity) in identities.enumerated() {
        now = .seconds(second) + .microseconds(number * 1_000_000 / workers)
        try work(identity, second: second, number: number)
        if number % max(1, workers / ticks) == 0 { try measure { $0.tick(at: $1) } }
      }
    }
  }

  /// A worker's second: a heartbeat and progress; every fifth worker has a result and asks again.
  private mutating func work(_ identity: PeerIdentity, second: Int, number: Int) throws {
    guard let (work, request) = states[identity] else { return }
    try handle(.heartbeat(WorkerStatus(request: request, work: work)), from: identity)
    guard let work else { return }
    guard (second + number) % 5 == 0 else {
      let progress = ProgressReport(work: work, fraction: 0.5, description: "epoch 2/5, loss 0.31")
      try handle(.progress(progress), from: identity)
      return
    }
    let report = ResultReport(
      work: work, request: request, digest: String(repeating: "d", count: 64), isDiverged: false,
      payload: Data(count: 2048))
    states[identity] = (nil, request + 1)
    try handle(.result(report), from: identity)
    try handle(.ready(Ready(request: request + 1)), from: identity)
  }

  private mutating func handle(_ message: WorkerMessage, from identity: PeerIdentity) throws {
    messages += 1
    let frames = usesCodec ? try MessageCodec.encode(message) : []
    try measure { [usesCodec] machine, now in
      machine.receive(usesCodec ? try MessageCodec.decodeWorkerMessage(frames) : message, from: identity, at: now)
    }
  }

  /// Times a step of the coordinator, with the writing of what it sends.
  private mutating func measure(
    _ step: (inout CoordinatorMachine, Duration) throws -> [CoordinatorAction]
  ) throws {
    let start = clock()
    let actions = try step(&machine, now)
    if usesCodec {
      for case .send(let message, _) in actions { _ = try MessageCodec.encode(message) }
    }
    time += Double(clock() - start) / Double(CLOCKS_PER_SEC)
    for case .send(.assign(let assignment), let identity) in actions {
      states[identity] = (assignment.work, assignment.request)
    }
  }
}
