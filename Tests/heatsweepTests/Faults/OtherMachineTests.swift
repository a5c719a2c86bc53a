import Foundation
import Testing

/// A trial goes on with a worker that has nothing in common with the one before it but the coordinator, and ends bit by bit as if it had
/// never moved.
@Suite struct OtherMachineTests {
  /// A killed worker is missed after its lease, a drained one gives its trial back at once.
  @Test(arguments: [SIGTERM, SIGKILL]) func aTrialGoesOnThere(signal: Int32) async throws {
    let sandbox = try StudySandbox()
    let coordinator = try startCoordinator(sandbox)
    let first = try startWorker("first", sandbox)
    let trial = try stopWhileTraining(first, sandbox)
    first.signal(signal)
    first.signal(SIGCONT)
    #expect(try await first.ends() == (signal == SIGTERM ? 0 : -SIGKILL), "\(first.errors)")
    // Nothing of that machine is left.
    try FileManager.default.removeItem(at: sandbox.root.appending(path: "first"))
    let second = try startWorker("second", sandbox)
    #expect(try await coordinator.ends() == 0, "\(coordinator.errors)")
    #expect(try await second.ends() == 0, "\(second.errors)")
    try sandbox.expectEqualsUndisturbed()
    let row = try #require(try sandbox.results()[trial])
    #expect(row["attempts"] == "2" && row["worker"] == "second")
    for key in TinyStudy.keys { #expect(sandbox.checkpoints(key) == [], "\(key)") }
  }

  /// Ctrl-C is for all, SIGTERM for the coordinator alone: its workers wait for the next one.
  @Test(arguments: [SIGINT, SIGTERM]) func aStoppedCoordinatorsNextOneGoesOn(signal: Int32) async throws {
    let sandbox = try StudySandbox()
    let first = try startCoordinator(sandbox)
    let worker = try startWorker("first", sandbox)
    _ = try stopWhileTraining(worker, sandbox)
    first.signal(signal)
    try await eventually("it is seen: \(first.errors)") { first.errors.contains("stopping:") }
    worker.signal(SIGCONT)
    #expect(try await first.ends() == 130)
    #expect(first.errorLines.last?.hasPrefix("stopped; nothing is lost. Go on with: ") == true)
    if signal == SIGINT { #expect(try await worker.ends() == 0, "\(worker.errors)") }
    let second = try startCoordinator(sandbox)
    let other = signal == SIGINT ? try startWorker("second", sandbox) : worker
    #expect(try await second.ends() == 0, "\(second.errors)")
    #expect(try await other.ends() == 0, "\(other.errors)")
    try sandbox.expectEqualsUndisturbed()
  }

  private func startCoordinator(_ sandbox: StudySandbox) throws -> ProgramRun {
    let directory = sandbox.root.appending(path: "s")
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return try sandbox.start(["coordinator", "tiny.yaml", "--bind", endpoint(sandbox), "--output", "output"])
  }

  /// In a directory that only this user can enter.
  private func endpoint(_ sandbox: StudySandbox) -> String { "ipc://\(sandbox.root.path)/s/socket" }

  private func startWorker(_ name: String, _ sandbox: StudySandbox) throws -> ProgramRun {
    let directory = sandbox.root.appending(path: name).path
    return try sandbox.start(["worker", "--connect", endpoint(sandbox), "--name", name, "--directory", directory])
  }

  /// Stops a worker, without letting other tests come between, when the coordinator has a checkpoint of its trial and not the trial's weights.
  /// - Returns: the trial.
  private func stopWhileTraining(_ worker: ProgramRun, _ sandbox: StudySandbox) throws -> String {
    func trial() -> String? {
      TinyStudy.keys.first { !sandbox.checkpoints($0).isEmpty && !sandbox.exists("models/\($0)/weights.safetensors") }
    }
    var found: String?
    try eventually("it is caught while it trains: \(worker.errors)") {
      try #require(worker.isRunning, "it ended before: \(worker.errors)")
      guard trial() != nil else { return false }
      worker.signal(SIGSTOP)
      found = trial()
      // Too late: the trial was done by then.
      if found == nil { worker.signal(SIGCONT) }
      return found != nil
    }
    return try #require(found)
  }
}
