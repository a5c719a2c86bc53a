import Foundation
import Statistics
import Studies

/// `summary.json`: the counts and the comparisons, for scripts.
struct Summary: Encodable {
  let study: String
  let seed: UInt64
  /// Nil for a whole study.
  let part: Part?
  let trials: TrialCounts
  let groups: [GroupCounts]
  let comparisons: [CountedComparison]
  let notCompared: [NotCompared]
  let versions: SoftwareVersions

  /// What of a study was run.
  struct Part: Encodable {
    let trials: Int?
    let images: Int?
    let wholeTrials: Int

    enum CodingKeys: String, CodingKey {
      case trials, images
      case wholeTrials = "whole_trials"
    }
  }

  /// The trials of one arm of one experiment.
  struct GroupCounts: Encodable {
    let experiment: String
    let arm: String
    let trials: TrialCounts
  }

  /// A comparison as the whole program prints it, and how many kept models had no value.
  struct CountedComparison: Encodable {
    let comparison: MeasureComparison
    let statistics: GroupComparison

    enum Key: String, CodingKey {
      case undefinedA = "undefined_a"
      case undefinedB = "undefined_b"
    }

    func encode(to encoder: any Encoder) throws {
      try Comparison(
        experiment: comparison.experiment, measure: comparison.measure.name, a: comparison.a.arm,
        b: comparison.b.arm, statistics: statistics
      ).encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(comparison.a.undefined, forKey: .undefinedA)
      try container.encode(comparison.b.undefined, forKey: .undefinedB)
    }
  }

  /// A comparison that could not be made.
  struct NotCompared: Encodable {
    let experiment: String
    let measure: Measure
    let a: String
    let b: String
    let reason: String
  }

  enum CodingKeys: String, CodingKey {
    case study, seed, part, trials, groups, comparisons, versions
    case notCompared = "not_compared"
  }

  init(_ report: StudyReport) {
    let analysis = report.analysis
    study = report.study.name
    seed = report.study.seed
    part = report.study.part.map {
      Part(trials: $0.trials, images: $0.images, wholeTrials: report.study.wholeTrials)
    }
    trials = analysis.counts
    groups = analysis.experiments.flatMap { experiment in
      experiment.arms.map { GroupCounts(experiment: experiment.name, arm: $0.name, trials: $0.counts) }
    }
    comparisons = analysis.comparisons.compactMap { comparison in
      comparison.result.map { CountedComparison(comparison: comparison, statistics: $0) }
    }
    notCompared = analysis.comparisons.compactMap { comparison in
      comparison.obstacle.map {
        NotCompared(
          experiment: comparison.experiment, measure: comparison.measure, a: comparison.a.arm, b: comparison.b.arm,
          reason: $0)
      }
    }
    versions = report.versions
  }

  /// With sorted names, so that two runs can be compared line by line.
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}
