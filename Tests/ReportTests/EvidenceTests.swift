import Foundation
import Report
import Studies
import Testing

/// What the report says of planned comparisons, and that it is honest.
@Suite struct EvidenceTests {
  /// One experiment of two matched arms with given shares inside the mask; nil for a trial that diverged.
  private func study(_ reference: [Double?], _ arm: [Double?]) -> SyntheticStudy {
    var study = SyntheticStudy(trials: [reference.count], armNames: ["control", "guided"])
    study.study.comparisons = [PlannedComparison(measure: .hirescamInside, reference: "control", arm: "guided")]
    for (index, value) in (reference + arm).enumerated() {
      var record = study.records[index]
      record.state = value == nil ? .diverged : .done
      record.failure = nil
      record.result = SyntheticStudy.result(inside: value)
      study.records[index] = record
    }
    return study
  }

  private func comparison(_ study: SyntheticStudy) throws -> [String: Any] {
    let summary = try JSONSerialization.jsonObject(with: study.report().summaryJSON()) as? [String: Any]
    return try #require((summary?["comparisons"] as? [[String: Any]])?.first)
  }

  private func answer(_ study: SyntheticStudy) throws -> String {
    let html = try study.report().html()
    let start = try #require(html.range(of: "id=\"answer\""))
    return String(html[start.upperBound...].prefix { $0 != "§" }.components(separatedBy: "</section>")[0])
      .replacingOccurrences(of: "\u{A0}", with: " ").replacingOccurrences(
        of: "<[^>]*>", with: "", options: .regularExpression)
  }

  @Test func `matched arms are compared pair by pair`() throws {
    let control = (0..<12).map { 0.2 + 0.01 * Double($0) }
    let study = study(control, control.enumerated().map { $1 + 0.4 + 0.003 * Double($0) })
    let evidence = try #require(try comparison(study)["evidence"] as? [String: Any])
    #expect(evidence["test"] as? String == "wilcoxon_signed_rank")
    #expect(evidence["pairs"] as? Int == 12)
    // 2 of 2^12 ways to give the differences their signs.
    #expect(abs(try #require(evidence["p"] as? Double) - 2 / 4096) < 1e-12)
    #expect(evidence["is_shown"] as? Bool == true)
    let shift = try #require(evidence["shift"] as? [String: Any])
    #expect(abs(try #require(shift["shift"] as? Double) - 0.4165) < 1e-9)
    let answer = try answer(study)
    #expect(answer.contains("HiResCAM inside the mask was higher with guided than with control: by +0.41"))
    #expect(answer.contains("Holm-adjusted p = 4.9 × 10⁻⁴, n = 12 matched pairs."))
    #expect(!answer.contains("failed,"))
  }

  @Test func `arms with other learning rates are compared as groups`() throws {
    var study = study((0..<12).map { 0.2 + 0.01 * Double($0) }, (0..<12).map { 0.6 + 0.011 * Double($0) })
    study.study.experiments[0].arms[1].learningRate = .random(low: 1e-5, high: 1e-4)
    let evidence = try #require(try comparison(study)["evidence"] as? [String: Any])
    #expect(evidence["test"] as? String == "mann_whitney" && evidence["is_matched"] as? Bool == false)
    #expect(try study.report().html().contains("guided and control are not matched"))
  }

  @Test func `an arm that wins by losing its bad models does not win`() throws {
    // Those of the guided arm that are left are far better, but more than half of them diverged.
    let control = (0..<16).map { 0.3 + 0.01 * Double($0) }
    let guided = (0..<16).map { $0 < 7 ? 0.8 + 0.01 * Double($0) : nil }
    let study = study(control, guided)
    let comparison = try comparison(study)
    let evidence = try #require(comparison["evidence"] as? [String: Any])
    #expect(evidence["pairs"] as? Int == 7)
    #expect(evidence["is_shown"] as? Bool == true)
    let failures = try #require(evidence["failures"] as? [String: Any])
    #expect(try #require(failures["p_holm"] as? Double) > 0.05)
    let answer = try answer(study)
    #expect(answer.contains("9 of 16 trials of guided and 0 of 16 of control failed"))
    #expect(answer.contains("with these counted as the worst outcomes no difference is shown"))
    #expect(try study.report().html().contains("9 of 16 of arm guided (9 diverged)"))
  }

  @Test func `a difference that turns round with failures is told`() throws {
    let control = (0..<20).map { 0.3 + 0.001 * Double($0) }
    let guided = (0..<20).map { $0 < 6 ? 0.8 + 0.01 * Double($0) : nil }
    let study = study(control, guided)
    #expect(try answer(study).contains("with these counted as the worst outcomes the difference turns round"))
  }

  @Test func `not significant is not equal, and too few models are told`() throws {
    let control = (0..<5).map { 0.3 + 0.01 * Double($0) }
    let study = study(control, control.enumerated().map { $0 % 2 == 0 ? $1 + 0.01 : $1 - 0.012 })
    let answer = try answer(study)
    #expect(answer.contains("No difference in HiResCAM inside the mask between guided and control is shown"))
    #expect(answer.contains("this does not show that the two are equal"))
    #expect(answer.contains("too few models for a 95 % interval"))
    let html = try study.report().html()
    #expect(html.contains("with as few as 5 models in a comparison its results are an indication at best"))
    #expect(html.contains("had too few models for Holm’s correction over 1"))
  }

  @Test func `p is corrected over every planned comparison`() throws {
    var study = SyntheticStudy.evidence(trials: 8)
    let summary = try #require(
      JSONSerialization.jsonObject(with: study.report().summaryJSON()) as? [String: Any])
    let comparisons = try #require(summary["comparisons"] as? [[String: Any]])
    #expect(comparisons.count == study.study.plannedComparisons.count)
    let evidence = comparisons.compactMap { $0["evidence"] as? [String: Any] }
    let raw = evidence.compactMap { $0["p"] as? Double }
    let adjusted = evidence.compactMap { $0["p_holm"] as? Double }
    #expect(raw.count == comparisons.count && adjusted.count == raw.count)
    let smallest = try #require(raw.min())
    #expect(abs(try #require(adjusted.min()) - min(1, smallest * Double(raw.count))) < 1e-12)
    #expect(zip(raw, adjusted).allSatisfy { $0 <= $1 })
    // One comparison alone is not corrected.
    study.study.comparisons = [
      PlannedComparison(experiment: "size", measure: .testAccuracy, reference: "mse", arm: "cce")
    ]
    let one = try #require(try comparison(study)["evidence"] as? [String: Any])
    #expect(one["p"] as? Double == one["p_holm"] as? Double)
  }

  @Test func `differing settings and early stopping weaken the answer`() throws {
    var study = study((0..<4).map { 0.3 + 0.01 * Double($0) }, (0..<4).map { 0.4 + 0.01 * Double($0) })
    study.study.experiments[0].arms[1].epochs = 2
    study.study.experiments[0].earlyStopping = EarlyStopping(minimumEpochs: 1, reduction: 3)
    let html = try study.report().html()
    #expect(html.contains("guided and control differ in heatmap loss, epochs"))
    #expect(html.contains("trials were stopped early by successive halving"))
  }
}
