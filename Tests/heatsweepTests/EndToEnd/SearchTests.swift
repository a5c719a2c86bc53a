import Foundation
import TestKit
import Testing

extension EndToEndTests {
  /// A search that learns while its trials run, and stops those that do worse; killed in the middle, it goes on.
  @Suite struct SearchTests {
    private static let text = """
      name: search
      seed: 5
      images: {training: 32, validation: 16, test: 8}
      trials: 6
      minimum_validation_accuracy: 0
      classification: mse
      learning_rate: {sampler: bayesian, low: 1.0e-4, high: 3.0e-3}
      epochs: 4
      batch: 8
      early_stopping: {minimum_epochs: 1, reduction: 2}
      arms: [{name: paper, heatmap: {loss: paper, weight: {low: 0.01, high: 10}}}]
      experiments: [{name: size, setting: size}]
      """

    @Test func aKilledSearchGoesOnWithTheSameSettings() throws {
      let sandbox = try StudySandbox()
      try sandbox.write(Self.text, to: "search.yaml")
      let first = try sandbox.start(["run", "search.yaml", "--workers", "2", "--output", "output"])
      try eventually("trials begin: \(first.errors)") { sandbox.exists("advice.json") }
      let before = try advice(sandbox)
      first.signal(SIGKILL)
      try first.end()
      let second = try sandbox.start(["run", "search.yaml", "--workers", "2", "--output", "output"])
      #expect(try second.end() == 0, "\(second.errors)")
      let after = try advice(sandbox)
      #expect(after.count == 6)
      for (trial, settings) in before { #expect(after[trial] == settings) }
      let results = try sandbox.results()
      #expect(results.count == 6)
      for (trial, row) in results {
        #expect(row["learning_rate"].flatMap(Double.init) == after[trial]?["learningRate"])
        #expect(row["heatmap_weight"].flatMap(Double.init) == after[trial]?["heatmapWeight"])
        #expect(["done", "stopped"].contains(row["state"] ?? ""))
        if row["state"] == "stopped" {
          #expect(row["reason"]?.hasPrefix("stopped by successive halving after epoch ") == true)
          #expect(row["test_accuracy"] == "" && !sandbox.exists("models/\(trial)/weights.safetensors"))
        }
      }
    }

    private func advice(_ sandbox: StudySandbox) throws -> [String: [String: Double]] {
      struct Answers: Decodable { let settings: [String: [String: Double]] }
      return try JSONDecoder().decode(Answers.self, from: Data(contentsOf: sandbox.file("advice.json"))).settings
    }
  }
}
