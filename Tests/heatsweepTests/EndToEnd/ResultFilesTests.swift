import Foundation
import Testing

extension EndToEndTests {
  /// What a finished study leaves behind.
  @Suite struct ResultFilesTests {
    @Test func everyFileIsThere() throws {
      let files = try FinishedStudy.undisturbed.get().files
      for name in ["results.csv", "summary.json", "report.html", "study.sqlite"] {
        #expect(files[name]?.isEmpty == false, "\(name)")
      }
      for key in TinyStudy.keys { #expect(files["models/\(key)/weights.safetensors"]?.isEmpty == false, "\(key)") }
    }

    @Test func theTableHasARowForEachTrial() throws {
      let results = try FinishedStudy.undisturbed.get().results
      let (header, rows) = (results[0], results.dropFirst())
      let key = try #require(header.firstIndex(of: "key"))
      let state = try #require(header.firstIndex(of: "state"))
      #expect(rows.map { $0[key] } == TinyStudy.keys)
      #expect(rows.allSatisfy { $0[state] == "done" })
      #expect(!header.contains("worker") && header.contains("image_digest"))
    }

    @Test func theSummaryHasWhatScriptsNeed() throws {
      let files = try FinishedStudy.undisturbed.get().files
      let bytes = try #require(files["summary.json"])
      let summary = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
      let trials = try #require(summary["trials"] as? [String: Int])
      #expect(
        trials == ["planned": 8, "done": 8, "diverged": 0, "stopped": 0, "quarantined": 0, "kept": 8, "pending": 0])
      let comparisons = try #require(summary["comparisons"] as? [[String: Any]])
      let uncompared = try #require(summary["not_compared"] as? [[String: Any]])
      #expect(!comparisons.isEmpty)
      let names = (comparisons + uncompared).map { "\($0["experiment"] ?? "") \($0["measure"] ?? "")" }
      for measure in ["hirescam_inside", "gradcam_inside"] {
        #expect(names.contains("size \(measure)") && names.contains("marker \(measure)"))
      }
      for measure in ["hirescam_on_marker", "gradcam_on_marker"] { #expect(names.contains("marker \(measure)")) }
      let fields = [
        "experiment", "measure", "a", "b", "n_a", "n_b", "median_a", "median_b", "mean_a", "mean_b", "u", "p",
        "rank_biserial", "cles", "cohen_d", "shapiro_a", "shapiro_b",
      ]
      for comparison in comparisons {
        #expect(fields.allSatisfy { comparison[$0] != nil }, "\(comparison)")
        #expect(comparison["a"] as? String == "cce" && comparison["b"] as? String == "heatmap")
      }
    }

    @Test func statusIsJSON() throws {
      let sandbox = try FinishedStudy.undisturbed.get().sandbox()
      let run = try sandbox.run("status", "--json", "output")
      #expect(try run.end() == 0)
      let status = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      #expect(status["study"] as? String == "tiny")
      #expect(status["is_running"] as? Bool == false)
      let trials = try #require(status["trials"] as? [String: Int])
      #expect(trials["planned"] == 8 && trials["done"] == 8 && trials["pending"] == 0)
    }

    @Test func reportWritesTheSameResultsAgain() throws {
      let sandbox = try FinishedStudy.undisturbed.get().sandbox()
      let table = try Data(contentsOf: sandbox.file("results.csv"))
      for name in ["results.csv", "summary.json", "report.html"] {
        try FileManager.default.removeItem(at: sandbox.file(name))
      }
      let run = try sandbox.run("report", "output")
      #expect(try run.end() == 0)
      #expect(run.errors == "")
      #expect(run.output == "\(sandbox.root.resolvingSymlinksInPath().path)/output/report.html\n")
      #expect(try Data(contentsOf: sandbox.file("results.csv")) == table)
      #expect(sandbox.exists("summary.json") && sandbox.exists("report.html"))
    }
  }
}
