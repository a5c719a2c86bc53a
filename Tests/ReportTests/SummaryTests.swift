import Foundation
import Report
import Studies
import Testing

@Suite struct SummaryTests {
  private func object(_ study: SyntheticStudy) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: study.report().summaryJSON()) as? [String: Any])
  }

  @Test func `counts add up, trials without a record are pending`() throws {
    var study = SyntheticStudy()
    study.records.removeLast(10)
    let summary = try object(study)
    #expect(summary["study"] as? String == "Paper, both experiments")
    #expect(summary["seed"] as? Int == 2023)
    let trials = try #require(summary["trials"] as? [String: Int])
    #expect(trials["planned"] == 110)
    #expect(trials["pending"] == 10)
    let ends = ["done", "diverged", "stopped", "quarantined", "pending"].compactMap { trials[$0] }
    #expect(ends.reduce(0, +) == 110)
    #expect(try #require(trials["kept"]) < #require(trials["done"]))
    let groups = try #require(summary["groups"] as? [[String: Any]])
    #expect(
      groups.map { "\($0["experiment"] ?? "") \($0["arm"] ?? "")" } == [
        "size cce", "size heatmap", "marker cce", "marker heatmap",
      ])
    let kept = groups.compactMap { ($0["trials"] as? [String: Int])?["kept"] }
    #expect(kept.reduce(0, +) == trials["kept"])
  }

  @Test func `comparisons have every field that scripts rely on`() throws {
    let comparisons = try #require(try object(SyntheticStudy())["comparisons"] as? [[String: Any]])
    #expect(
      comparisons.map { "\($0["experiment"] ?? "") \($0["measure"] ?? "")" } == [
        "size hirescam_inside", "size gradcam_inside", "size test_accuracy", "marker hirescam_inside",
        "marker hirescam_on_marker", "marker gradcam_inside", "marker gradcam_on_marker", "marker test_accuracy",
      ])
    let fields = [
      "experiment", "measure", "a", "b", "n_a", "n_b", "median_a", "median_b", "mean_a", "mean_b", "u", "p",
      "rank_biserial", "cles", "cohen_d", "shapiro_a", "shapiro_b", "undefined_a", "undefined_b",
    ]
    for comparison in comparisons {
      #expect(Set(fields).isSubset(of: comparison.keys))
      #expect(comparison["a"] as? String == "cce" && comparison["b"] as? String == "heatmap")
    }
    let evidence = [
      "is_primary", "is_matched", "test", "p", "p_holm", "is_shown", "shift", "pairs", "signed_rank", "paired_shift",
      "paired_median_difference", "brunner_munzel", "group_shift", "median_difference", "cles", "cliffs_delta",
      "without_outliers", "trials_needed", "failures",
    ]
    for comparison in comparisons {
      let keys = try #require(comparison["evidence"] as? [String: Any]).keys
      #expect(Set(keys) == Set(evidence))
    }
    let shapiro = try #require(comparisons[0]["shapiro_a"] as? [String: Double])
    #expect(Set(shapiro.keys) == ["w", "p"])
  }

  @Test func `a part of a study says so`() throws {
    var study = SyntheticStudy(trials: [3])
    #expect(try object(study)["part"] == nil)
    var whole = study.study.experiments
    whole[0].trials = 20
    study.study.part = StudyPart(trials: 3, images: 2000, whole: whole)
    #expect(try object(study)["part"] as? [String: Int] == ["trials": 3, "images": 2000, "whole_trials": 40])
  }

  @Test func `every arm is compared with the first where nothing was planned`() throws {
    let study = SyntheticStudy(trials: [4], armNames: ["x", "y", "z"])
    let comparisons = try #require(try object(study)["comparisons"] as? [[String: Any]])
    #expect(comparisons.map { "\($0["a"] ?? "")\($0["b"] ?? "")" } == ["xy", "xy", "xy", "xz", "xz", "xz"])
  }

  @Test func `planned comparisons are the only ones`() throws {
    var study = SyntheticStudy(trials: [4], armNames: ["x", "y", "z"])
    study.study.comparisons = [
      PlannedComparison(measure: .gradcamInside, reference: "z", arm: "y"),
      PlannedComparison(experiment: "elsewhere", measure: .gradcamInside, reference: "z", arm: "x"),
    ]
    let comparisons = try #require(try object(study)["comparisons"] as? [[String: Any]])
    #expect(comparisons.map { "\($0["a"] ?? "")\($0["b"] ?? "") \($0["measure"] ?? "")" } == ["zy gradcam_inside"])
  }

  @Test func `discarded models and undefined values are left out of comparisons and counted`() throws {
    var study = SyntheticStudy(trials: [6])
    let kept = study.records.indices.filter { study.records[$0].isKept && study.records[$0].trial.arm.name == "cce" }
    study.records[kept[0]].result?.test?[.hirescam]?.inside = nil
    study.records[kept[1]].result?.epochs[4].validationAccuracy = 0.5
    let comparisons = try #require(try object(study)["comparisons"] as? [[String: Any]])
    #expect(comparisons[0]["n_a"] as? Int == kept.count - 2)
    #expect(comparisons[0]["undefined_a"] as? Int == 1)
    #expect(comparisons[1]["n_a"] as? Int == kept.count - 1)
    #expect(comparisons[1]["undefined_a"] as? Int == 0)
  }
}
