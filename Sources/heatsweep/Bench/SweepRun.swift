import Cluster
import Foundation
import Studies

/// One run of a part of a study, from the command line to the report.
package struct SweepRun {
  let workers: Int
  /// Wall-clock seconds of the whole run.
  let seconds: Double
  let records: [TrialRecord]

  /// A run that was made.
  package init(workers: Int, seconds: Double, records: [TrialRecord]) {
    (self.workers, self.seconds, self.records) = (workers, seconds, records)
  }

  /// Makes a run.
  ///
  /// - Throws: `BenchError` with the run's own last words where it does not end well.
  init(study: String, trials: Int, images: Int, workers: Int) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "heatsweep-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let errors = directory.appending(path: "errors")
    try Data().write(to: errors)
    let output = directory.appending(path: "output")

    let process = Process()
    process.executableURL = URL(filePath: ThisProgram.path)
    process.arguments = [
      "run", study, "--workers", "\(workers)", "--trials", "\(trials)", "--images", "\(images)", "--output",
      output.path,
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errors)
    let elapsed = try ContinuousClock().measure {
      try process.run()
      process.waitUntilExit()
    }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      let lines = try String(contentsOf: errors, encoding: .utf8).split(separator: "\n")
      let reason = lines.first { $0.hasPrefix("Error: ") }?.dropFirst(7) ?? lines.last ?? "it ended without a word"
      throw BenchError(description: "\(study): cannot be run: \(reason)")
    }
    self.init(workers: workers, seconds: elapsed / .seconds(1), records: try StudyDirectory(output).records)
  }

  /// Passes over an image, to train, validate or test.
  var images: Int { records.reduce(0) { $0 + $1.trial.passes } }

  var imagesPerSecond: Double { Double(images) / seconds }

  /// While workers work on trials: without the start, drawing images, the end, when a worker may have nothing left to do, and the
  /// report.
  var imagesPerSecondOfTrials: Double { Double(images * workers) / busySeconds }

  /// Of all workers together.
  var busySeconds: Double {
    records.compactMap(\.result).reduce(0) { $0 + $1.trainingSeconds + $1.evaluationSeconds }
  }
}

extension Trial {
  /// Passes over an image to validate or test.
  fileprivate var evaluationPasses: Int { arm.epochs * experiment.images.validation + experiment.images.test }

  fileprivate var passes: Int { arm.epochs * experiment.images.training + evaluationPasses }
}

extension SweepRun {
  /// Seconds that the whole study would take with as many workers: each arm's trials as long as those of the part, in proportion
  /// to their images, and once what else the run did.
  ///
  /// - Returns: nil where an arm has no result.
  package func seconds(ofWhole study: Study) -> Double? {
    var busy = 0.0
    var byArm = Dictionary(grouping: study.trials()) { [$0.experiment.name, $0.arm.name] }
    for (arm, own) in Dictionary(grouping: records, by: { [$0.trial.experiment.name, $0.trial.arm.name] }) {
      let results = own.compactMap(\.result)
      guard let whole = byArm.removeValue(forKey: arm), let first = whole.first, let part = own.first?.trial,
        !results.isEmpty
      else { return nil }
      let training = results.reduce(0) { $0 + $1.trainingSeconds } / Double(results.count)
      let evaluation = results.reduce(0) { $0 + $1.evaluationSeconds } / Double(results.count)
      let images = Double(first.experiment.images.training) / Double(part.experiment.images.training)
      let evaluated = Double(first.evaluationPasses) / Double(part.evaluationPasses)
      busy += (training * images + evaluation * evaluated) * Double(whole.count)
    }
    guard byArm.isEmpty else { return nil }
    return busy / Double(workers) + max(0, seconds - busySeconds / Double(workers))
  }
}
