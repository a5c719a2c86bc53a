import Documents
import Foundation
import Testing
import heatsweep

/// A study whose trials take some seconds, long enough to have something cut off while they train, and its undisturbed results.
enum LabStudy {
  static let text = TinyStudy.text.replacingOccurrences(of: "training: 64", with: "training: 160")

  static let undisturbed = Result {
    let sandbox = try StudySandbox()
    try sandbox.write(text, to: "lab.yaml")
    let run = try sandbox.run("run", "lab.yaml", "--workers", "1", "--output", "output")
    try #require(try run.end() == 0, "\(run.errors)")
    return reproducible(try CSVTable(path: sandbox.file("results.csv").path))
  }

  /// The sandbox's results are those of the undisturbed study, and every trial has its weights.
  static func expectUndisturbed(_ sandbox: StudySandbox, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let table = try CSVTable(path: sandbox.file("results.csv").path)
    #expect(try reproducible(table) == undisturbed.get(), sourceLocation: sourceLocation)
    for key in TinyStudy.keys {
      #expect(sandbox.exists("models/\(key)/weights.safetensors"), "\(key)", sourceLocation: sourceLocation)
    }
  }
}

extension StudySandbox {
  /// Of a worker's log that was collected or written in the output directory.
  func log(_ worker: String) -> String { (try? String(contentsOf: file("logs/\(worker).log"), encoding: .utf8)) ?? "" }
}
