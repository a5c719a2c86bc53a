import Cluster
import Foundation
import Testing
import ZeroMQ

/// Workers that find their coordinator through the study's directory, and processes that a batch system stops.
@Suite(.serialized) struct BatchSystemTests {
  private func endpointFile(_ sweep: FixtureSweep) -> URL { sweep.directory.appending(path: "endpoint") }

  @Test func aWorkerFollowsItsCoordinatorToAnotherEndpoint() throws {
    let sweep = try FixtureSweep(["holds", "plain"])
    let first = try sweep.start(workers: 0, endpoint: "\(sweep.endpoint)-1")
    let worker = try sweep.startWorker(sweep.directory.path)
    _ = try sweep.processHolding("t0")
    first.signal(SIGKILL)
    #expect(try first.end() == -SIGKILL)
    let second = try sweep.start(workers: 0, endpoint: "\(sweep.endpoint)-2")
    try eventually("the worker is back") { second.errors.contains("goes on with the worker it had") }
    try sweep.release()
    #expect(try second.end() == 0)
    #expect(try worker.end() == 0)
    #expect(try sweep.trainings("t0") == ["attempt 1 from step 0"])
  }

  @Test func aWorkerWaitsForItsCoordinatorAndLaterOnesFindNothingToDo() throws {
    let sweep = try FixtureSweep(["plain"])
    let early = try sweep.startWorker(sweep.directory.path)
    try eventually("it runs") { early.errors.contains("started") }
    let coordinator = try sweep.start(workers: 0, endpoint: sweep.endpoint)
    #expect(try coordinator.end() == 0)
    #expect(try early.end() == 0)
    #expect(try String(contentsOf: endpointFile(sweep), encoding: .utf8) == "complete\n")
    let late = try sweep.startWorker(sweep.directory.path)
    #expect(try late.end() == 0)
    #expect(!late.errors.contains("connects"))
  }

  @Test(arguments: ["tcp://node:99999", "", "\u{0}\u{0}", "ipc://"])
  func aFileThatNoCoordinatorWroteIsOneLine(text: String) throws {
    let sweep = try FixtureSweep(["plain"])
    try Data(text.utf8).write(to: endpointFile(sweep))
    let worker = try sweep.startWorker(sweep.directory.path)
    #expect(try worker.end() == 1)
    #expect(worker.errors.contains("\(endpointFile(sweep).path): endpoint '"))
  }

  @Test func whatIsNoDirectoryIsOneLine() throws {
    let sweep = try FixtureSweep(["plain"])
    let worker = try sweep.startWorker("nowhere")
    #expect(try worker.end() == 1)
    #expect(worker.errors == "sweep-fixture: 'nowhere': expected tcp://HOST:PORT, ipc://PATH or a study's directory\n")
  }

  @Test func aNetworkInTheFileNeedsAKey() throws {
    let network = try FixtureNetwork(["plain"])
    let sweep = network.sweep
    try Data("\(network.endpoint)\n".utf8).write(to: endpointFile(sweep))
    let keyless = try sweep.startWorker(sweep.directory.path)
    #expect(try keyless.end() == 1)
    #expect(keyless.errors.contains("\(sweep.directory.path): a network needs a key; "))

    let key = try network.makeKey("outside")
    let worker = try sweep.startWorker(sweep.directory.path, key: key)
    #expect(try network.start().end() == 0)
    #expect(try worker.end() == 0)

    try Data("\(sweep.endpoint)\n".utf8).write(to: endpointFile(sweep))
    let astray = try sweep.startWorker(sweep.directory.path, key: key)
    #expect(try astray.end() == 1)
    #expect(astray.errors.contains("\(sweep.endpoint): without a network no key is needed; leave out --key"))
  }

  /// What the file says may be old, and the port somebody else's by now.
  @Test func aStrangerAtTheOldPlaceIsNoReasonToEnd() throws {
    let other = try FixtureNetwork(["holds"])
    let stranger = try other.start()
    try eventually("it listens") { FileManager.default.fileExists(atPath: endpointFile(other.sweep).path) }
    let network = try FixtureNetwork(["plain"])
    try Data("\(other.endpoint)\n".utf8).write(to: endpointFile(network.sweep))
    let worker = try network.sweep.startWorker(network.sweep.directory.path, key: network.makeKey("outside"))
    try eventually("it notices: \(worker.errors)") { worker.errors.contains("is not the coordinator that the key") }
    let coordinator = try network.start()
    #expect(try coordinator.end() == 0)
    #expect(try worker.end() == 0)
    stranger.signal(SIGINT)
    #expect(try stranger.end() == 130)
  }

  @Test(arguments: [
    ("tcp://0.0.0.0:5000", "tcp://node:5000"), ("tcp://[::]:5000", "tcp://node:5000"),
    ("tcp://10.0.0.1:5000", "tcp://10.0.0.1:5000"), ("ipc:///tmp/socket", "ipc:///tmp/socket"),
  ])
  func allInterfacesAreAnnouncedByTheHostsName(bound: String, announced: String) throws {
    #expect(try Endpoint(bound).reachable(host: "node").description == announced)
  }

  @Test func aCoordinatorStoppedByItsMachineKeepsItsWorkers() throws {
    let sweep = try FixtureSweep(["holds"])
    let first = try sweep.start(workers: 0, endpoint: sweep.endpoint)
    let worker = try sweep.startWorker(sweep.directory.path)
    _ = try sweep.processHolding("t0")
    first.signal(SIGTERM)
    #expect(try first.end() == 130)
    let second = try sweep.start(workers: 0, endpoint: sweep.endpoint)
    try eventually("the worker is back") { second.errors.contains("goes on with the worker it had") }
    try sweep.release()
    #expect(try second.end() == 0)
    #expect(try worker.end() == 0)
    #expect(try sweep.trainings("t0") == ["attempt 1 from step 0"])
  }

  @Test func aCoordinatorStoppedByItsMachineSendsItsOwnWorkersHome() throws {
    let sweep = try FixtureSweep(["holds"])
    let first = try sweep.start(workers: 1, endpoint: sweep.endpoint)
    let process = try sweep.processHolding("t0")
    first.signal(SIGTERM)
    #expect(try first.end() == 130)
    #expect(hasEnded(process))
    let log = try String(contentsOf: sweep.directory.appending(path: "logs/worker-1.log"), encoding: .utf8)
    #expect(log.contains("stopped trial 0"))
  }

  @Test func aSecondSIGTERMDoesNotInterruptADrain() throws {
    let sweep = try FixtureSweep(["stubborn"])
    let coordinator = try sweep.start(workers: 0, endpoint: sweep.endpoint)
    let worker = try sweep.startWorker(sweep.endpoint)
    _ = try sweep.processHolding("t0")
    for count in 1...2 {
      worker.signal(SIGTERM)
      try eventually("signal \(count) is seen") {
        worker.errors.components(separatedBy: "asked to stop by signal").count > count
      }
    }
    try sweep.release()
    #expect(try worker.end() == 0)
    #expect(worker.errors.contains("stopped trial 0"))
    coordinator.signal(SIGINT)
    #expect(try coordinator.end() == 130)
  }
}
