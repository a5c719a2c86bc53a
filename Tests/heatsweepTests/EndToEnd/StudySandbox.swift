import Documents
import Foundation
import Testing
import heatsweep

/// A directory with the tiny study in it, gone when the test is over.
final class StudySandbox {
  let root = FileManager.default.temporaryDirectory.appending(path: "heatsweep-test-\(UUID().uuidString)")
  /// Of the results; not there yet.
  var output: URL { root.appending(path: "output") }
  private var runs: [ProgramRun] = []

  init() throws {
    // Private, for sockets in it.
    try FileManager.default.createDirectory(
      at: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try write(TinyStudy.text, to: "tiny.yaml")
  }

  deinit {
    for run in runs where run.isRunning { run.signal(SIGKILL) }
    try? FileManager.default.removeItem(at: root)
  }

  func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: root.appending(path: name)) }

  func start(_ arguments: [String], environment: [String: String] = [:]) throws -> ProgramRun {
    let run = try ProgramRun(arguments, in: root, environment: environment)
    runs.append(run)
    return run
  }

  /// Starts the tiny study on two workers.
  func startStudy() throws -> ProgramRun { try start(["run", "tiny.yaml", "--workers", "2", "--output", "output"]) }

  /// Runs the program to its end.
  func run(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> ProgramRun {
    let run = try start(arguments)
    try run.end(sourceLocation: sourceLocation)
    return run
  }

  func file(_ path: String) -> URL { output.appending(path: path) }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: file(path).path) }

  /// Paths of a trial's checkpoints, the newest first.
  func checkpoints(_ trial: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: file("models/\(trial)").path)) ?? []
    return names.filter { $0.hasPrefix("checkpoint-") && $0.hasSuffix(".safetensors") }.sorted(by: >)
      .map { "models/\(trial)/\($0)" }
  }

  /// `results.csv` as a dictionary by trial: column by column, those of worker, attempts and time included.
  func results() throws -> [String: [String: String]] {
    let table = try CSVTable(path: file("results.csv").path)
    let key = try table.index(ofColumn: "key")
    let rows = table.rows.map { ($0.cells[key], Dictionary(uniqueKeysWithValues: zip(table.columns, $0.cells))) }
    // A trial with two rows has no place in a dictionary.
    try #require(Set(rows.map(\.0)).count == rows.count)
    return Dictionary(uniqueKeysWithValues: rows)
  }

  func expectEqualsUndisturbed(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let undisturbed = try FinishedStudy.undisturbed.get()
    let table = try CSVTable(path: file("results.csv").path)
    #expect(reproducible(table) == undisturbed.results, sourceLocation: sourceLocation)
    for key in TinyStudy.keys {
      let path = "models/\(key)/weights.safetensors"
      #expect(try Data(contentsOf: file(path)) == undisturbed.files[path], "\(key)", sourceLocation: sourceLocation)
    }
  }
}

/// Header and rows without the columns that may differ from run to run.
func reproducible(_ table: CSVTable) -> [[String]] {
  let columns = table.columns.indices.filter { index in
    let name = table.columns[index]
    return !name.hasPrefix("worker") && name != "attempts" && !name.hasSuffix("_seconds")
  }
  return ([table.columns] + table.rows.map(\.cells)).map { cells in columns.map { cells[$0] } }
}
