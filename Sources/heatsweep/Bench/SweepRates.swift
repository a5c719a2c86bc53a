import Foundation
import Studies

/// What `heatsweep bench sweep` found.
package struct SweepRates: Encodable {
  let study: String
  /// Models that every run trained.
  let trials: Int
  /// Passes over an image in every run.
  package let images: Int
  let runs: [Run]
  /// Images a second of two workers over those of one, while they work on trials: the median over the rounds.
  package let twoWorkersToOne: Double
  /// Of the whole study with two workers, the median over the rounds.
  package let wholeStudySeconds: Double
  /// Share of the time between a worker's first trial and its last result in which it computes, over all runs.
  package let computeShare: Double?

  struct Run: Encodable {
    let workers: Int
    let seconds: Double
    let imagesPerSecond: Double
    let imagesPerSecondOfTrials: Double
    let computeShare: Double?
    /// Of the time in which a worker holds no trial: between its results and the trials that follow them.
    let idleShare: Double?

    private enum CodingKeys: String, CodingKey {
      case workers, seconds
      case imagesPerSecond = "images_per_second"
      case imagesPerSecondOfTrials = "images_per_second_of_trials"
      case computeShare = "compute_share"
      case idleShare = "idle_share"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case study, trials, images, runs
    case twoWorkersToOne = "two_workers_to_one"
    case wholeStudySeconds = "whole_study_seconds"
    case computeShare = "compute_share"
  }

  /// - Parameters:
  ///   - study: the whole one.
  ///   - runs: with one worker and two in turn.
  /// - Throws: `BenchError` where an arm has no result.
  package init(study: Study, runs: [SweepRun]) throws {
    self.study = study.name
    trials = runs.first?.records.count ?? 0
    images = runs.first?.images ?? 0
    self.runs = runs.map {
      Run(
        workers: $0.workers, seconds: $0.seconds.rounded(toPlaces: 2),
        imagesPerSecond: $0.imagesPerSecond.rounded(toPlaces: 1),
        imagesPerSecondOfTrials: $0.imagesPerSecondOfTrials.rounded(toPlaces: 1),
        computeShare: $0.computeShare?.rounded(toPlaces: 4), idleShare: $0.idleShare?.rounded(toPlaces: 4))
    }
    let pairs = zip(runs.filter { $0.workers == 1 }, runs.filter { $0.workers == 2 })
    let seconds = pairs.compactMap { $0.1.seconds(ofWhole: study) }.sorted()
    let ratios = pairs.map { $0.1.imagesPerSecondOfTrials / $0.0.imagesPerSecondOfTrials }.sorted()
    guard let second = seconds.middle, let ratio = ratios.middle else {
      throw BenchError(description: "\(study.name): an arm gave no result, so that its time is not known")
    }
    let shifts = runs.reduce(0) { $0 + $1.shiftSeconds }
    computeShare = shifts > 0 ? (runs.reduce(0) { $0 + $1.computeSeconds } / shifts).rounded(toPlaces: 4) : nil
    (wholeStudySeconds, twoWorkersToOne) = (second.rounded(toPlaces: 1), ratio.rounded(toPlaces: 3))
  }

  /// For people.
  var text: String {
    var lines = ["\(study): \(trials) models, \(images) passes over an image"]
    for run in runs {
      lines.append(
        "\(run.workers) worker\(run.workers == 1 ? " " : "s"): \(run.seconds.text(1)) s, \(run.imagesPerSecond.text(0)) "
          + "images/s; while on trials \(run.imagesPerSecondOfTrials.text(0)) images/s"
          + (run.computeShare.map { "; computing \((100 * $0).text(1)) % of the time" } ?? ""))
    }
    lines.append(
      "two workers do \(twoWorkersToOne.text(3)) of what one does; the whole study would take "
        + "\(wholeStudySeconds.text(0)) s with two")
    return lines.joined(separator: "\n")
  }
}

extension [Double] {
  fileprivate var middle: Double? { isEmpty ? nil : self[count / 2] }
}
