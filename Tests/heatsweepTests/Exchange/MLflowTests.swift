import Foundation
import Testing

extension EndToEndTests {
  /// `heatsweep export mlflow`: the layout that MLflow's file store reads.
  @Suite struct MLflowTests {
    private let sandbox: StudySandbox
    private var store: URL { sandbox.file("mlruns") }

    init() throws { sandbox = try FinishedStudy.undisturbed.get().sandbox() }

    private func text(_ path: String) throws -> String {
      try String(contentsOf: store.appending(path: path), encoding: .utf8)
    }

    /// Time, value and step.
    private func lines(_ path: String) throws -> [[String]] {
      try text(path).split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    }

    private func folders(_ path: String = "") throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: store.appending(path: path).path).filter {
        !$0.hasSuffix(".yaml")
      }
    }

    @Test func theLayoutIsThatOfMLflow() throws {
      for _ in 0..<2 {
        let run = try sandbox.run("export", "mlflow", "output")
        #expect(try run.end() == 0 && run.output.hasSuffix("output/mlruns\n") && run.errors == "", "\(run.errors)")
        try expectLayout()
      }
    }

    private func expectLayout() throws {
      let results = try sandbox.results()
      let experiments = try folders()
      #expect(experiments.count == 2)
      var keys: [String] = []
      for experiment in experiments {
        #expect(Int(experiment) != nil)
        let meta = try text("\(experiment)/meta.yaml")
        #expect(meta.contains("experiment_id: \"\(experiment)\"\n") && meta.contains("lifecycle_stage: \"active\"\n"))
        let runs = try folders(experiment)
        #expect(runs.count == 4)
        for run in runs {
          let path = "\(experiment)/\(run)"
          #expect(run.count == 32 && run.allSatisfy(\.isHexDigit))
          let key = try text("\(path)/tags/mlflow.runName")
          keys.append(key)
          let meta = try text("\(path)/meta.yaml")
          for line in ["run_id: \"\(run)\"", "run_name: \"\(key)\"", "status: 3", "tags: []", "source_type: 4"] {
            #expect(meta.contains(line + "\n"))
          }
          #expect(meta.contains("artifact_uri: \"file:///") && meta.contains("/\(path)/artifacts\"\n"))
          let row = try #require(results[key])
          #expect(try text("\(path)/params/learning_rate") == row["learning_rate"])
          #expect(try text("\(path)/params/epochs") == "3")
          let accuracy = try lines("\(path)/metrics/test/accuracy")
          #expect(accuracy.map { $0[1...] } == [[row["test_accuracy"] ?? "", "3"]])
          let losses = try lines("\(path)/metrics/loss/validation")
          #expect(losses.map { $0[2] } == ["1", "2", "3"])
          #expect(losses.last?[1] == row["validation_loss"])
          let weights = try Data(contentsOf: store.appending(path: "\(path)/artifacts/weights.safetensors"))
          #expect(try weights == Data(contentsOf: sandbox.file("models/\(key)/weights.safetensors")))
        }
      }
      #expect(keys.sorted() == TinyStudy.keys.sorted())
    }

    @Test func whatIsWrongIsOneLine() throws {
      try expectOneLine(try sandbox.start(["export", "mlflow", "nowhere"]), ["nowhere: no such directory"])
      try Data().write(to: store)
      try expectOneLine(try sandbox.start(["export", "mlflow", "output"]), ["output/mlruns"])
    }
  }
}
