import Foundation
import Testing
import heatsweep

extension EndToEndTests {
  /// The commands of `bench`, as programs that others read.
  @Suite struct BenchCommandTests {
    private func object(_ arguments: [String]) throws -> [String: any Sendable] {
      let sandbox = try StudySandbox()
      let run = try sandbox.start(["bench"] + arguments)
      #expect(try run.end() == 0, "\(run.errors)")
      #expect(run.output.split(separator: "\n").count == 1 && run.errors.isEmpty)
      return try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: any Sendable])
    }

    /// The fields of the other engines' measurements.
    @Test func aStepIsOneLineOfJSON() throws {
      let step = try object(["step", "--batch", "1", "--steps", "1", "--json"])
      #expect(
        Set(step.keys) == [
          "engine", "model", "loss", "batch", "threads", "ms_per_image_median", "ms_per_image_min", "peak_rss_mb",
        ])
      #expect(step["batch"] as? Int == 1 && step["loss"] as? String == "heatmap")
    }

    @Test func aProfileIsOneLineOfJSON() throws {
      let profile = try object(["step", "--batch", "1", "--steps", "1", "--loss", "cce", "--profile", "--json"])
      let rows = try #require(profile["rows"] as? [[String: any Sendable]])
      #expect(rows.first?["place"] as? String == "conv1" && rows.last?["place"] as? String == "other")
    }

    @Test func kernelsAreOneLineOfJSON() throws {
      let kernels = try object(["kernels", "--model", "compact", "--repetitions", "1", "--json"])
      let convolutions = try #require(kernels["convolutions"] as? [[String: any Sendable]])
      #expect(convolutions.count == 5)
      // No gradient of the images is ever taken.
      #expect(convolutions.map { $0["input_gradient"] != nil } == [false, true, true, true, true])
      for row in convolutions {
        #expect(row["forward"] as? Double ?? 0 > 0 && row["weight_gradient"] as? Double ?? 0 > 0)
      }
      let products = try #require(kernels["matrix_products"] as? [[String: any Sendable]])
      #expect(!products.isEmpty)
      for row in products { #expect(row["heatsweep"] as? Double ?? 0 > 0 && row["onednn"] as? Double ?? 0 > 0) }
    }

    @Test func theCostOfSweepingIsOneLineOfJSON() throws {
      let overhead = try object(["sweep", "--trials", "20", "--workers", "2", "--json"])
      #expect(overhead["trials"] as? Int == 20 && overhead["workers"] as? Int == 2)
      for name in [
        "seconds", "trials_per_second", "coordinator_cpu_ms_per_trial", "worker_cpu_ms_per_trial", "durable_file_ms",
      ] {
        #expect(overhead[name] as? Double ?? 0 > 0, "\(name)")
      }
    }

    @Test func aStudysRunsAreOneLineOfJSON() throws {
      let rates = try object(["sweep", "tiny.yaml", "--trials", "1", "--images", "32", "--json"])
      let runs = try #require(rates["runs"] as? [[String: any Sendable]])
      #expect(runs.map { $0["workers"] as? Int } == [1, 2])
      for run in runs {
        // A worker cannot compute longer than it has work, nor have work longer than it is there.
        let (computing, idle) = (run["compute_share"] as? Double ?? -1, run["idle_share"] as? Double ?? -1)
        #expect(computing > 0 && idle >= 0 && computing + idle <= 1, "\(run)")
      }
      #expect(rates["compute_share"] as? Double != nil && rates["two_workers_to_one"] as? Double != nil)
    }

    @Test(arguments: [["--images", "32"], ["--rounds", "2"], ["tiny.yaml", "--workers", "2"]])
    func optionsOfTheOtherKindAreRefused(arguments: [String]) {
      #expect(throws: (any Error).self) { try BenchSweepCommand.parse(arguments) }
    }

    @Test(arguments: [
      (["kernels", "--repetitions", "0"], "--repetitions: expected a number from 1 to 1000, found 0"),
      (["sweep", "missing.yaml"], "missing.yaml: expected a study file, found no file of that name"),
      (["sweep", "tiny.yaml", "--rounds", "0"], "--rounds: expected a number from 1 to 1000, found 0"),
      (["sweep", "tiny.yaml", "--trials", "0"], "--trials: expected a number from 1 to 100000, found 0"),
      (["sweep", "tiny.yaml", "--images", "6"], "--images: expected a multiple of 4 from 4 to 100000, found 6"),
      (["sweep", "tiny.yaml", "--images", "8"], "tiny.yaml: expected at least as many --images as the largest batch"),
      (["sweep", "--trials", "0"], "--trials: expected a number from 1 to 100000, found 0"),
      (["sweep", "--workers", "0"], "--workers: expected a number from 1 to 1024, found 0"),
    ])
    func whatCannotBeMeasuredIsOneLine(arguments: [String], message: String) throws {
      let sandbox = try StudySandbox()
      try expectOneLine(try sandbox.start(["bench"] + arguments), [message])
    }
  }
}
