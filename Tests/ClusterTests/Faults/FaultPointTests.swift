import Cluster
import Files
import Foundation
import Testing

/// A process is killed at every durable step there is, each time that it comes there, and the sweep ends as if nothing had been.
@Suite struct FaultPointTests {
  /// Where the worker keeps its files.
  enum Place: CaseIterable, Sendable {
    /// In the coordinator's directory.
    case shared
    /// In its own, as on another machine: files are sent.
    case own
  }

  private static let trials = ["short", "short"]

  @Test(arguments: Place.allCases) func dyingAtAnyPointChangesNothing(place: Place) async throws {
    let (expected, faults) = try await undisturbed(place)
    let died = try await withThrowingTaskGroup { group in
      var rest = faults[...]
      var died: [Fault] = []
      // A few at once: most of the time they wait for a disk or for each other.
      for _ in 0..<3 {
        if let fault = rest.popFirst() { group.addTask { try await dies(at: fault, place, expected) ? fault : nil } }
      }
      while let finished = try await group.next() {
        if let finished { died.append(finished) }
        if let fault = rest.popFirst() { group.addTask { try await dies(at: fault, place, expected) ? fault : nil } }
      }
      return died
    }
    // Later occurrences may depend on the time: how often the coordinator says what its workers do.
    for fault in faults where fault.occurrence == 1 {
      #expect(died.contains { $0.description == fault.description }, "nobody died at \(fault)")
    }
  }

  /// What a run without faults gives, and all faults that are possible on its way.
  private func undisturbed(_ place: Place) async throws -> (outcome: Outcome, faults: [Fault]) {
    let sweep = try FixtureSweep(Self.trials)
    let file = sweep.root.appending(path: "passed")
    let run = try start(sweep, place, ["FIXTURE_PASSED": file.path])
    try #require(try await run.ends() == 0, "\(run.errors)")
    let passed = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let faults = Fault.Role.allCases.flatMap { role in
      FaultPoint.allCases.flatMap { point in
        let count = passed.count { $0 == "\(role) \(point)" }
        return (1...max(count, 1)).prefix(count).map { Fault(role: role, point: point, occurrence: $0) }
      }
    }
    for point in FaultPoint.allCases {
      #expect(faults.contains { $0.point == point }, "no process passes \(point): the sweep of this test should")
    }
    return (try Outcome(sweep, run), faults)
  }

  private func start(
    _ sweep: FixtureSweep, _ place: Place, _ environment: [String: String] = [:]
  ) throws -> FixtureSweep.Run {
    let own = place == .own ? ["FIXTURE_WORKER_DIRECTORY": sweep.root.appending(path: "worker").path] : [:]
    return try sweep.start(workers: 1, environment: own.merging(environment) { $1 })
  }

  /// - Returns: whether a process died.
  private func dies(at fault: Fault, _ place: Place, _ expected: Outcome) async throws -> Bool {
    let sweep = try FixtureSweep(Self.trials)
    var run = try start(sweep, place, fault.environment(in: sweep))
    var code = try await run.ends()
    let died = fault.happened(in: sweep)
    if fault.role == .coordinator, died {
      #expect(code == -SIGKILL, "\(fault), \(place): \(run.errors)")
      run = try start(sweep, place)
      code = try await run.ends()
    }
    #expect(code == 0, "\(fault), \(place): \(run.errors)")
    let outcome = try Outcome(sweep, run)
    #expect(outcome.output == expected.output, "\(fault), \(place)")
    #expect(outcome.files == expected.files, "\(fault), \(place)")
    let study = try sweep.stored()
    #expect(study.contradictions == 0, "\(fault), \(place)")
    #expect(study.records.allSatisfy { $0.failure == nil }, "\(fault), \(place)")
    return died
  }

  /// What is printed, and what is in the directories of the trials when all is over.
  private struct Outcome: Sendable {
    let output: String
    let files: [String: Data]

    init(_ sweep: FixtureSweep, _ run: FixtureSweep.Run) throws {
      output = run.output
      let models = sweep.directory.appending(path: "models")
      files = try Dictionary(
        uniqueKeysWithValues: FileManager.default.subpathsOfDirectory(atPath: models.path).compactMap { path in
          // Who dies when a trial is over leaves these behind: nobody gets it again.
          guard !path.hasSuffix("/outcome.pending"), !path.contains("/checkpoint-") else { return nil }
          return (try? Data(contentsOf: models.appending(path: path))).map { (path, $0) }
        })
    }
  }
}
