import Cluster
import Coordination
import Foundation
import Logging
import ZeroMQ

// A coordinator or worker that trains nothing, for tests that kill real processes.
//
//   sweep-fixture run STUDY DIR WORKERS [ENDPOINT]    STUDY: a line `KEY BEHAVIOUR` for each trial
//   sweep-fixture worker --connect ENDPOINT ...
//
// Environment: FIXTURE_BUILD, FIXTURE_WORKER_BUILD, FIXTURE_PAGE_LIMIT, FIXTURE_LEASE (seconds), FIXTURE_KEYS (a key directory),
// FIXTURE_EVENTS (an endpoint), FIXTURE_WORKER_DIRECTORY (of the coordinator's own workers), FIXTURE_FAULT and FIXTURE_PASSED
// (`FaultInjection`).

let environment = ProcessInfo.processInfo.environment
let arguments = Array(CommandLine.arguments.dropFirst())

func timing() -> Timing {
  var timing = Timing()
  timing.heartbeat = .milliseconds(200)
  timing.failureBackoff = Backoff(first: .milliseconds(50), longest: .milliseconds(50))
  if let lease = environment["FIXTURE_LEASE"].flatMap(Double.init) { timing.lease = .seconds(lease) }
  return timing
}

func runCoordinator() throws -> Int32 {
  let text = try String(contentsOfFile: arguments[1], encoding: .utf8)
  let trials = text.split(separator: "\n").map { line in
    let words = line.split(separator: " ")
    return Sweep.Trial(key: String(words[0]), payload: Data(words[1].utf8))
  }
  let sweep = try Sweep(name: "fixture", text: text, trials: trials)
  let options = CoordinatorOptions(
    endpoint: try arguments.count > 4 ? Endpoint(arguments[4]) : nil,
    events: try environment["FIXTURE_EVENTS"].map { try Endpoint($0) },
    keys: environment["FIXTURE_KEYS"].map { KeyDirectory(URL(filePath: $0)) }, localWorkers: Int(arguments[3]) ?? 1,
    workerCommand: [CommandLine.arguments[0], "worker"], build: environment["FIXTURE_BUILD"] ?? "fixture",
    timing: timing(), storePageLimit: environment["FIXTURE_PAGE_LIMIT"].flatMap(Int.init))
  let coordinator = try Coordinator(
    sweep: sweep, directory: URL(filePath: arguments[2]), options: options, observer: FixtureDisplay())
  switch try coordinator.run() {
  case .complete(let records):
    for record in records {
      let payload = record.payload.map { String(decoding: $0, as: UTF8.self) } ?? "-"
      print(record.key, record.state.rawValue, record.isDiverged, payload)
    }
    return 0
  case .interrupted: return 130
  }
}

func runWorker() throws -> Int32 {
  var values: [String: String] = [:]
  for (name, value) in zip(arguments, arguments.dropFirst()) where name.hasPrefix("--") { values[name] = value }
  let build = environment["FIXTURE_WORKER_BUILD"] ?? environment["FIXTURE_BUILD"] ?? "fixture"
  let directory = values["--directory"] ?? environment["FIXTURE_WORKER_DIRECTORY"]
  let options = WorkerOptions(
    endpoint: values["--connect"] ?? "", key: values["--key"].map { URL(filePath: $0) }, name: values["--name"],
    identity: values["--identity"], directory: directory.map { URL(filePath: $0) },
    isSupervised: arguments.contains("--supervised"), build: build, timing: timing())
  let worker = try Worker(
    options: options, runner: FixtureRunner(),
    log: Logger(label: "worker") { StreamLogHandler.standardError(label: $0) })
  switch try worker.run() {
  case .drained: return 0
  case .rejected(let reason), .fault(let reason):
    FileHandle.standardError.write(Data("\(reason)\n".utf8))
    return 1
  case .abandoned: return 1
  }
}

let isWorker = arguments.first == "worker"
FaultInjection.install(role: isWorker ? "worker" : "coordinator", environment: environment)
do {
  exit(try isWorker ? runWorker() : runCoordinator())
} catch {
  FileHandle.standardError.write(Data("sweep-fixture: \(error)\n".utf8))
  exit(1)
}
