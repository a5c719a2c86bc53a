import Documents
import Foundation
import Testing
import heatsweep

/// The tiny study, run once without disturbance for all tests, and kept in memory.
struct FinishedStudy {
  static let undisturbed = Result { try FinishedStudy() }

  /// Every file of the directory by its path there.
  let files: [String: Data]
  /// Of `results.csv`, without the columns that may differ.
  let results: [[String]]

  private init() throws {
    let sandbox = try StudySandbox()
    let run = try sandbox.startStudy()
    try #require(try run.end() == 0, "\(run.errors)")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: sandbox.output.path)
    files = Dictionary(
      uniqueKeysWithValues: paths.compactMap { path in
        (try? Data(contentsOf: sandbox.file(path))).map { (path, $0) }
      })
    results = reproducible(try CSVTable(path: sandbox.file("results.csv").path))
  }

  /// A sandbox whose output is this.
  func sandbox() throws -> StudySandbox {
    let sandbox = try StudySandbox()
    for (path, bytes) in files {
      let url = sandbox.file(path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: url)
    }
    return sandbox
  }
}
