import Foundation
import Statistics
import Studies

/// `summary.json`: the counts and the planned comparisons with every statistic, for scripts.
struct Summary: Encodable {
  let study: String
  let question: String?
  let seed: UInt64
  let bootstrap: Resampling
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
    /// Of the finished trials, those that count in no comparison.
    let failureRate: RateInterval?
    /// By name of the measure, over the kept models: what the report's figures show.
    let medians: [String: MedianSummary]

    enum CodingKeys: String, CodingKey {
      case experiment, arm, trials, medians
      case failureRate = "failure_rate"
    }
  }

  /// A median of kept models with its 95 % bootstrap interval.
  struct MedianSummary: Encodable {
    let median: Double
    let lower: Double?
    let upper: Double?
  }

  /// A comparison as the whole program prints it (`a` is the reference), how many kept models had no value, and under `evidence`
  /// every other statistic.
  struct CountedComparison: Encodable {
    let comparison: ArmComparison
    let evidence: Evidence

    enum Key: String, CodingKey {
      case undefinedA = "undefined_a"
      case undefinedB = "undefined_b"
      case evidence
    }

    func encode(to encoder: any Encoder) throws {
      // The same numbers as the evidence's, seen from the reference.
      let statistics = try compareGroups(comparison.reference.values, comparison.arm.values)
      try Comparison(
        experiment: comparison.experiment, measure: comparison.measure.name, a: comparison.reference.name,
        b: comparison.arm.name, statistics: statistics
      ).encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(comparison.reference.undefined, forKey: .undefinedA)
      try container.encode(comparison.arm.undefined, forKey: .undefinedB)
      try container.encode(EvidenceSummary(comparison: comparison, evidence: evidence), forKey: .evidence)
    }
  }

  /// A comparison that could not be made.
  struct NotCompared: Encodable {
    let experiment: String
    let measure: Measure
    let a: String
    let b: String
    let reason: String
    let failures: FailureSummary?
  }

  enum CodingKeys: String, CodingKey {
    case study, question, seed, bootstrap, part, trials, groups, comparisons, versions
    case notCompared = "not_compared"
  }

  init(_ report: StudyReport) {
    let analysis = report.analysis
    study = report.study.name
    question = report.study.question
    bootstrap = analysis.resampling
    seed = report.study.seed
    part = report.study.part.map {
      Part(trials: $0.trials, images: $0.images, wholeTrials: report.study.wholeTrials)
    }
    trials = analysis.counts
    groups = analysis.experiments.flatMap { experiment in
      experiment.arms.map { arm in
        GroupCounts(
          experiment: experiment.name, arm: arm.name, trials: arm.counts, failureRate: arm.failureRate,
          medians: Self.medians(arm, experiment.measures))
      }
    }
    comparisons = analysis.comparisons.compactMap { comparison in
      comparison.evidence.map { CountedComparison(comparison: comparison, evidence: $0) }
    }
    notCompared = analysis.comparisons.compactMap { comparison in
      comparison.obstacle.map {
        NotCompared(
          experiment: comparison.experiment, measure: comparison.measure, a: comparison.reference.name,
          b: comparison.arm.name, reason: $0, failures: comparison.failures.map(FailureSummary.init))
      }
    }
    versions = report.versions
  }

  private static func medians(_ arm: ArmAnalysis, _ measures: [Measure]) -> [String: MedianSummary] {
    Dictionary(
      uniqueKeysWithValues: measures.compactMap { measure in
        arm.median(of: measure).map { median in
          (
            measure.name,
            MedianSummary(median: median.value, lower: median.interval?.lower, upper: median.interval?.upper)
          )
        }
      })
  }

  /// With sorted names, so that two runs can be compared line by line.
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}
