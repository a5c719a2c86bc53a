import Documents
import Foundation
import Testing
import heatsweep

extension EndToEndTests {
  /// Images of the user's own, from their files to report and explanations.
  @Suite struct OwnImagesTests {
    private static let keys = ["own-plain-00", "own-plain-01", "own-guided-00", "own-guided-01"]
    private let sandbox: StudySandbox

    init() throws { sandbox = try StudySandbox() }

    @Test func aStudyInTheLayoutOfACDCRunsWithTwoWorkers() throws {
      try sandbox.writeACDC()
      let check = try sandbox.run("data", "check", "acdc.yaml", "--output", "data")
      #expect(check.output.contains("60 images of 32 x 36 pixels"), "\(check.output)\(check.errors)")
      let page = try String(contentsOf: sandbox.root.appending(path: "data/data.html"), encoding: .utf8)
      #expect(page.contains("data:image/png;base64,") && page.contains("HCM"))
      let table = try CSVTable(path: sandbox.root.appending(path: "data/images.csv").path)
      #expect(table.rows.count == 60)

      let run = try sandbox.start(["run", "acdc.yaml", "--workers", "2", "--output", "output"])
      #expect(try run.end() == 0, "\(run.errors)")
      let results = try sandbox.results()
      #expect(Set(results.keys) == Set(Self.keys))
      for (key, row) in results {
        #expect(row["state"] == "done" && row["nor_accuracy"] != "" && row["hcm_hirescam_inside"] != nil, "\(key)")
        #expect(row["hirescam_on_fat"] == "" && row["accuracy_marker_swapped"] == "", "\(key)")
      }
      let report = try String(contentsOf: sandbox.file("report.html"), encoding: .utf8)
      #expect(report.contains("Dataset acdc: 3 classes (NOR, DCM, HCM), 32 x 36 pixels"))
      #expect(report.contains("own-maps") && !report.contains("No sample images"))
      let images = try CSVTable(path: sandbox.file("images.csv").path)
      let classes = Set(try images.rows.map { $0.cells[try images.index(ofColumn: "class")] })
      #expect(classes == ["NOR", "DCM", "HCM"])

      // Once more, and with the files gone: what was computed stays readable.
      let again = try sandbox.run("run", "acdc.yaml", "--workers", "2", "--output", "output")
      #expect(again.errors.contains("4/4 trials finished"), "\(again.errors)")
      try FileManager.default.removeItem(at: sandbox.root.appending(path: "acdc"))
      let late = try sandbox.run("report", "output")
      #expect(late.errors.contains("warning: no pictures of experiment own: "), "\(late.errors)")
      #expect(late.errorLines.count == 1)
    }

    @Test func aFolderWithATableRunsAndIsExplained() throws {
      try sandbox.writeFolder()
      let run = try sandbox.start(["run", "folder.yaml", "--workers", "2", "--output", "output"])
      #expect(try run.end() == 0, "\(run.errors)")
      // Two squares, one of them bright: anything learns that.
      for (key, row) in try sandbox.results() {
        #expect(
          row["test_accuracy"].flatMap(Double.init).map { $0 > 0.9 } == true, "\(key) \(row["test_accuracy"] ?? "")")
      }
      let test = try sandbox.start([
        "explain", "output", "--trial", "own-guided-00", "--count", "2", "--output", "explained",
      ])
      #expect(try test.end() == 0, "\(test.errors)")
      let own = try sandbox.start([
        "explain", "output", "--trial", "own-guided-00", "--image", "folder/1.png", "--mask", "folder/1-mask.png",
        "--method", "hirescam", "--method", "occlusion", "--class", "right", "--output", "explained", "--json",
      ])
      #expect(try own.end() == 0, "\(own.errors)")
      let rows = try JSONDecoder().decode([Explained].self, from: Data(own.output.utf8))
      #expect(rows.map(\.method) == ["hirescam", "occlusion"])
      for row in rows {
        #expect(row.predicted == "right" && row.explained == "right" && row.name == "1.png")
        #expect(abs(row.probabilities.values.reduce(0, +) - 1) < 1e-5)
        guard let overlay = row.overlay, let map = row.map else { continue }
        let files = sandbox.root.appending(path: "explained")
        let picture = try Data(contentsOf: files.appending(path: overlay))
        #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        // A header of 128 bytes and 32 x 40 numbers of 4.
        #expect(try Data(contentsOf: files.appending(path: map)).count == 128 + 4 * 32 * 40)
        #expect(row.inside.map { (0...1).contains($0) } == true)
      }
      #expect(rows.contains { $0.overlay != nil })
    }

    /// The README's example of images of one's own, beside a table as it asks for.
    @Test func theReadmesExampleRuns() throws {
      try sandbox.writeFolder()
      let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../README.md")
      let readme = try String(contentsOf: root, encoding: .utf8)
      let blocks = readme.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
      let study = try #require(blocks.first { $0.contains("table: images.csv") })
      try sandbox.write(study, to: "folder/study.yaml")
      let check = try sandbox.start(["data", "check", "folder/study.yaml", "--output", "data"])
      #expect(try check.end() == 0, "\(check.errors)")
      #expect(check.output.contains("48 images of 128 x 128 pixels"), "\(check.output)")
      let run = try sandbox.start(["run", "folder/study.yaml", "--trials", "1", "--output", "output"])
      #expect(try run.end() == 0, "\(run.errors)")
      #expect(try sandbox.results().count == 2)
    }

    private struct Explained: Decodable {
      let name: String
      let predicted: String
      let explained: String
      let probabilities: [String: Double]
      let method: String
      let inside: Double?
      let overlay: String?
      let map: String?
    }

    /// Workers of other machines get the images from the coordinator, which keeps them when it has read them.
    @Test func aWorkerWithoutTheFilesGetsTheImages() throws {
      try sandbox.writeFolder()
      let endpoint = "ipc://\(sandbox.root.path)/s/socket"
      try FileManager.default.createDirectory(
        at: sandbox.root.appending(path: "s"), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      let coordinator = try sandbox.start(["coordinator", "folder.yaml", "--bind", endpoint, "--output", "output"])
      try eventually("it listens: \(coordinator.errors)") { coordinator.errors.contains("listening at") }
      try FileManager.default.moveItem(
        at: sandbox.root.appending(path: "folder"), to: sandbox.root.appending(path: "elsewhere"))
      let worker = try sandbox.start(["worker", "--connect", endpoint, "--name", "lab", "--directory", "lab"])
      #expect(try coordinator.end() == 0, "\(coordinator.errors)")
      #expect(try worker.end() == 0, "\(worker.errors)")
      let digests = Set(try sandbox.results().values.map { $0["image_digest"] })
      #expect(try sandbox.results().count == 4 && digests.count == 1)
    }

    @Test func filesThatChangedAreNotTrainedOn() throws {
      try sandbox.writeFolder()
      let part = try sandbox.start(["run", "folder.yaml", "--workers", "1", "--trials", "1", "--output", "output"])
      #expect(try part.end() == 0, "\(part.errors)")
      // Another picture of the same size: the study that began is another one now.
      try FileManager.default.removeItem(at: sandbox.root.appending(path: "folder/0.png"))
      try FileManager.default.copyItem(
        at: sandbox.root.appending(path: "folder/2.png"), to: sandbox.root.appending(path: "folder/0.png"))
      let run = try sandbox.start(["run", "folder.yaml", "--workers", "1", "--trials", "1", "--output", "output"])
      #expect(try run.end() == 1)
      #expect(run.errorLines.count == 1, "\(run.errors)")
    }

    /// One line that names the file, what was expected and what was found; before anything is trained or written.
    @Test(arguments: [
      ("1.png,1-mask.png,right,p1", "1.png,2-mask.png,right,p1", "mask"),
      ("3.png,3-mask.png,right,p3", "../3.png,3-mask.png,right,p3", "3.png"),
      ("3.png,3-mask.png,right,p3", "missing.png,3-mask.png,right,p3", "missing.png"),
      ("image,mask,label", "picture,mask,label", "image"),
      ("5.png,5-mask.png,right,p5", "5.png,5-mask.png,,p5", "label"),
    ])
    func whatIsWrongIsSaidInALine(old: String, new: String, named: String) throws {
      try sandbox.writeFolder()
      let file = sandbox.root.appending(path: "folder/images.csv")
      let table = try String(contentsOf: file, encoding: .utf8)
      try #require(table.contains(old))
      try sandbox.write(table.replacingOccurrences(of: old, with: new), to: "folder/images.csv")
      if named == "mask" {
        // A mask of another size.
        try FileManager.default.removeItem(at: sandbox.root.appending(path: "folder/2-mask.png"))
        try OwnImagesPicture.small.write(to: sandbox.root.appending(path: "folder/2-mask.png"))
      }
      for command in [["data", "check", "folder.yaml"], ["run", "folder.yaml", "--output", "output"]] {
        let run = try sandbox.start(command)
        #expect(try run.end() == 1)
        #expect(run.errorLines.count == 1, "\(run.errors)")
        #expect(run.errors.hasPrefix("Error: ") && run.errors.contains("expected"), "\(run.errors)")
        #expect(run.errors.contains("images.csv") && run.errors.contains(named), "\(run.errors)")
      }
      #expect(!FileManager.default.fileExists(atPath: sandbox.output.path))
    }
  }
}
