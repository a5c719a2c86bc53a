import Foundation
import ImageFiles
import Testing

extension EndToEndTests {
  /// `heatsweep data export`: what is written is what a study trains on, and can be read as a study's images again.
  @Suite struct DataExportTests {
    @Test func exportedImagesAreReadAgain() throws {
      let sandbox = try StudySandbox()
      let export = try sandbox.start(["data", "export", "tiny.yaml", "--experiment", "marker", "--output", "images"])
      #expect(try export.end() == 0, "\(export.errors)")
      #expect(export.output.split(separator: "\n").count == 4)
      let archive = try NumPyArchive(contentsOf: sandbox.root.appending(path: "images/marker-training.npz"))
      #expect(Set(archive.names) == ["images", "masks", "labels", "has_mask"])
      let images = try archive.array("images")
      #expect(images.shape == [64, 105, 135])
      #expect(try archive.array("labels").texts().prefix(4) == ["NOR", "DCM", "HCM", "ARV"])
      let masks = try archive.array("masks")
      let (pixels, codes) = (try images.numbers(at: 3), try masks.numbers(at: 3))
      // The background is black, and the marker white.
      #expect(zip(pixels, codes).allSatisfy { $1 != 0 || $0 == 0 })
      #expect(zip(pixels, codes).allSatisfy { $1 != 16 || $0 == 255 })
      #expect(codes.contains(11))

      try sandbox.write(
        OwnImagesStudy.text(
          name: "again",
          data: "npz: images/marker-training.npz\ninside: [11, 12, 13, 14]\nregions: {fat: [15], marker: [16]}"),
        to: "again.yaml")
      let check = try sandbox.start(["data", "check", "again.yaml", "--output", "data", "--json"])
      #expect(try check.end() == 0, "\(check.errors)")
      let found = try JSONDecoder().decode([Checked].self, from: Data(check.output.utf8))
      #expect(found.map(\.classes) == [["ARV", "DCM", "HCM", "NOR"]])
      #expect(found[0].height == 105 && found[0].width == 135 && found[0].channels == 1)
      #expect(found[0].images.values.flatMap { $0 }.reduce(0, +) == 64)
      let run = try sandbox.start(["run", "again.yaml", "--trials", "1", "--output", "output"])
      #expect(try run.end() == 0, "\(run.errors)")
      // Fat and marker are measured as of drawn images; what needs a marker that can be changed is not.
      for row in try sandbox.results().values {
        #expect(row["hirescam_on_fat"] != "" && row["accuracy_marker_removed"] == "")
      }
    }

    private struct Checked: Decodable {
      let classes: [String]
      let height: Int
      let width: Int
      let channels: Int
      let images: [String: [Int]]
    }

    @Test func anUnknownExperimentIsAnError() throws {
      let sandbox = try StudySandbox()
      let run = try sandbox.start(["data", "export", "tiny.yaml", "--experiment", "other"])
      #expect(try run.end() == 1)
      #expect(run.errorLines == ["Error: --experiment other: expected one of size, marker"])
    }
  }
}
