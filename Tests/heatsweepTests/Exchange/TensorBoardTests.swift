import Foundation
import TensorBoard
import TestKit
import Testing
import heatsweep

/// What TensorBoard's own readers find in a run; `Tests/TensorBoardTests/Python/read_events.py` asks them.
private struct RunReport: Decodable {
  struct Hyperparameters: Decodable {
    struct Start: Decodable {
      let hparams: [String: Value]
    }
    struct Experiment: Decodable {
      struct Named: Decodable {
        let name: String
      }
      struct Metric: Decodable {
        let name: [String: String]
      }
      let hparamInfos: [Named]
      let metricInfos: [Metric]
    }
    struct End: Decodable {
      let status: String
    }
    let experiment: Experiment?
    let sessionStartInfo: Start?
    let sessionEndInfo: End?
  }

  /// A text or a number of JSON.
  enum Value: Decodable, Equatable {
    case text(String)
    case number(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      self = try (try? container.decode(Double.self)).map(Value.number) ?? .text(container.decode(String.self))
    }
  }

  let scalars: [String: [[Double?]]]
  let images: [String: [[Int]]]
  let hparams: [String: Hyperparameters]
  let events: Int

  static let python = Python.having("tensorboard", "PIL")

  static func all(in directory: URL) throws -> [String: RunReport] {
    let script = Python.repository.appending(path: "Tests/TensorBoardTests/Python/read_events.py").path
    let outcome = try #require(python).run([script, directory.path])
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try outcome.decoded()
  }
}

extension EndToEndTests {
  /// `heatsweep export tensorboard` and `--tensorboard`.
  @Suite(.enabled(if: RunReport.python != nil, "needs Python with tensorboard and Pillow")) struct TensorBoardTests {
    private func expectWhole(_ sandbox: StudySandbox) throws {
      let runs = try RunReport.all(in: sandbox.file("tensorboard"))
      #expect(Set(runs.keys) == Set(TinyStudy.keys + ["."]))
      let results = try sandbox.results()
      for key in TinyStudy.keys {
        let run = try #require(runs[key])
        let row = try #require(results[key])
        #expect(run.scalars["loss/training"]?.map { $0[0] } == [1, 2, 3], "\(key)")
        func expect(_ tag: String, is column: String) throws {
          let expected = try Float(#require(Double(row[column] ?? "")))
          #expect(run.scalars[tag]?.last?[1].map { Float($0) } == expected, "\(key) \(tag)")
        }
        try expect("accuracy/validation", is: "validation_accuracy")
        try expect("loss/validation", is: "validation_loss")
        try expect("test/accuracy", is: "test_accuracy")
        if !row["hirescam_inside", default: ""].isEmpty { try expect("test/hirescam_inside", is: "hirescam_inside") }
        #expect(run.scalars["test/accuracy"]?.map { $0[0] } == [3])
        #expect(run.scalars["gradient_norm/heatmap"] != nil || !key.contains("heatmap"))
        #expect(run.images.keys.sorted() == ["ARV", "DCM", "HCM", "NOR"].map { "heatmap/\($0)" })
        for events in run.images.values { #expect(events == [[3, 135, 105, 135, 105]]) }
        let settings = try #require(run.hparams["_hparams_/session_start_info"]?.sessionStartInfo?.hparams)
        #expect(settings["learning_rate"] == .number(try #require(Double(row["learning_rate"] ?? ""))))
        #expect(settings["arm"] == .text(try #require(row["arm"])))
        #expect(settings["heatmap_loss"] == .text(key.contains("heatmap") ? "paper" : "none"))
        #expect(run.hparams["_hparams_/session_end_info"]?.sessionEndInfo?.status == "STATUS_SUCCESS")
      }
      let experiment = try #require(runs["."]?.hparams["_hparams_/experiment"]?.experiment)
      let session = try #require(runs[TinyStudy.keys[0]]?.hparams["_hparams_/session_start_info"]?.sessionStartInfo)
      #expect(Set(experiment.hparamInfos.map(\.name)) == Set(session.hparams.keys))
      let metrics = Set(experiment.metricInfos.compactMap { $0.name["tag"] })
      #expect(metrics.isSuperset(of: ["accuracy/validation", "test/accuracy", "test/hirescam_inside"]))
    }

    @Test func aFinishedStudyIsWrittenOnce() throws {
      let sandbox = try FinishedStudy.undisturbed.get().sandbox()
      let run = try sandbox.run("export", "tensorboard", "output")
      #expect(try run.end() == 0 && run.output.hasSuffix("output/tensorboard\n") && run.errors == "")
      try expectWhole(sandbox)
      func bytes() throws -> [String: Data] {
        let root = sandbox.file("tensorboard")
        return Dictionary(
          uniqueKeysWithValues: try FileManager.default.subpathsOfDirectory(atPath: root.path).compactMap { path in
            (try? Data(contentsOf: root.appending(path: path))).map { (path, $0) }
          })
      }
      let first = try bytes()
      #expect(first.count == TinyStudy.keys.count + 1)
      #expect(try sandbox.run("export", "tensorboard", "output").end() == 0)
      #expect(try bytes() == first)
    }

    @Test func missingWeightsCostThePicturesAlone() throws {
      let sandbox = try FinishedStudy.undisturbed.get().sandbox()
      let key = TinyStudy.keys[0]
      try FileManager.default.removeItem(at: sandbox.file("models/\(key)/weights.safetensors"))
      let run = try sandbox.run("export", "tensorboard", "output", "--output", "elsewhere")
      #expect(try run.end() == 0)
      #expect(run.errorLines.count == 1 && run.errors.hasPrefix("warning: no heatmaps of \(key): "), "\(run.errors)")
      let found = try RunReport.all(in: sandbox.root.appending(path: "elsewhere"))
      #expect(found[key]?.images.isEmpty == true && found[key]?.scalars["test/accuracy"]?.count == 1)
      #expect(!sandbox.exists("tensorboard"))
    }

    @Test func aDamagedFileIsOneLine() throws {
      let sandbox = try FinishedStudy.undisturbed.get().sandbox()
      #expect(try sandbox.run("export", "tensorboard", "output").end() == 0)
      let folder = sandbox.file("tensorboard/\(TinyStudy.keys[1])")
      let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
      try Data("no events, but twelve bytes and more".utf8).write(to: folder.appending(path: name))
      try expectOneLine(
        try sandbox.start(["export", "tensorboard", "output"]), ["\(name): is damaged at byte 0; remove it"])
      try expectOneLine(try sandbox.start(["export", "tensorboard", "nowhere"]), ["nowhere: no such directory"])
    }

    private let arguments = ["run", "tiny.yaml", "--workers", "2", "--output", "output", "--tensorboard"]

    /// Whether the events of any trial hold this text.
    private func eventsHold(_ text: String, _ sandbox: StudySandbox) throws -> Bool {
      let root = sandbox.file("tensorboard").path
      return (FileManager.default.subpaths(atPath: root) ?? []).contains { path in
        path.contains("/") && FileManager.default.contents(atPath: "\(root)/\(path)")?.range(of: Data(text.utf8)) != nil
      }
    }

    /// Results come while the study runs, and once each though it is killed and goes on.
    @Test func aRunningStudyIsFollowed() throws {
      let sandbox = try StudySandbox()
      let first = try sandbox.start(arguments)
      try eventually("a trial's end is written: \(first.errors)") {
        try !first.isRunning || eventsHold("_hparams_/session_end_info", sandbox)
      }
      first.signal(SIGKILL)
      try first.end()
      let second = try sandbox.start(arguments)
      #expect(try second.end() == 0, "\(second.errors)")
      #expect(!second.errors.contains("warning"), "\(second.errors)")
      try expectWhole(sandbox)
      try sandbox.expectEqualsUndisturbed()
    }

    /// Epochs come while their trial is trained, and once each.
    @Test func aTrialUnderWayIsFollowed() throws {
      let sandbox = try StudySandbox()
      try sandbox.write(TinyStudy.text.replacing("epochs: 3", with: "epochs: 5000"), to: "tiny.yaml")
      var length = 0
      for _ in 0..<2 {
        let run = try sandbox.start(arguments)
        try eventually("epochs are written: \(run.errors)") {
          try run.isRunning && length == 0
            ? eventsHold("loss/validation", sandbox) : runs(sandbox).values.contains { steps($0).count > length }
        }
        #expect(run.isRunning)
        run.signal(SIGKILL)
        try run.end()
        for (key, report) in try runs(sandbox) where key != "." {
          #expect(steps(report) == Array(1...max(1, steps(report).count)), "\(key)")
          #expect(report.hparams["_hparams_/session_start_info"] != nil)
          #expect(report.hparams["_hparams_/session_end_info"] == nil)
          length = max(length, steps(report).count)
        }
        #expect(length > 0)
      }
    }

    private func runs(_ sandbox: StudySandbox) throws -> [String: RunReport] {
      try RunReport.all(in: sandbox.file("tensorboard"))
    }

    private func steps(_ report: RunReport) -> [Int] {
      report.scalars["loss/validation", default: []].map { Int($0[0] ?? 0) }
    }
  }
}
