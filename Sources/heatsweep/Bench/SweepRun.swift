import Cluster
import Foundation
import Studies

/// One run of a part of a study, from the study file to the report.
package struct SweepRun {
  let workers: Int
  /// Wall-clock seconds of the whole run.
  let seconds: Double
  let records: [TrialRecord]
  /// Seconds from each worker's first trial to its last result, of all workers together.
  let shiftSeconds: Double
  /// Of these, seconds in which a worker held a trial.
  let heldSeconds: Double

  /// A run that was made.
  package init(
    workers: Int, seconds: Double, records: [TrialRecord], shiftSeconds: Double = 0, heldSeconds: Double = 0
  ) {
    (self.workers, self.seconds, self.records) = (workers, seconds, records)
    (self.shiftSeconds, self.heldSeconds) = (shiftSeconds, heldSeconds)
  }

  /// Makes a run in a temporary directory.
  ///
  /// - Throws: `StudyFileError`, `ClusterError`, or `BenchError` where the run is stopped.
  init(study path: String, trials: Int, images: Int, workers: Int) throws {
    let directory = try BenchDirectory()
    let observer = QuietObserver()
    var records: [TrialRecord] = []
    let elapsed = try ContinuousClock().measure {
      let (study, text) = try StudyFile.load(path: path, trials: trials, images: images)
      let sweep = try Sweep(study: study, text: text)
      let options = CoordinatorOptions(
        localWorkers: workers, workerCommand: [ThisProgram.path, "worker"], build: try ThisProgram.build(),
        data: sweep.data)
      let coordinator = try Coordinator(
        sweep: sweep, directory: directory.url, options: options, observer: observer)
      guard case .complete = try coordinator.run() else { throw BenchError(description: "\(path): stopped") }
      let output = try StudyDirectory(directory.url)
      _ = try output.writeReport()
      records = output.records
    }
    self.init(
      workers: workers, seconds: elapsed / .seconds(1), records: records, shiftSeconds: observer.shiftSeconds,
      heldSeconds: observer.heldSeconds)
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

  /// Of all workers together: their images and features too.
  var computeSeconds: Double {
    records.compactMap(\.result).reduce(busySeconds) { $0 + ($1.imageSeconds ?? 0) + ($1.featureSeconds ?? 0) }
  }

  /// Share of the time between a worker's first trial and its last result in which it computes. What is left it spends on
  /// checkpoints, weights, results and messages.
  package var computeShare: Double? { shiftSeconds > 0 ? computeSeconds / shiftSeconds : nil }

  /// Share of the same time in which a worker holds no trial.
  package var idleShare: Double? { shiftSeconds > 0 ? 1 - heldSeconds / shiftSeconds : nil }
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
