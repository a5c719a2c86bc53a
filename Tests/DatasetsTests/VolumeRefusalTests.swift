import Datasets
import Foundation
import Testing

@Suite struct VolumeRefusalTests {
  /// The error of preparing a copy of the ACDC folder after a change; the folder is left out.
  private func refusal(_ yaml: String = "", after change: (URL) throws -> Void) throws -> String? {
    var result: String?
    try withCopy(of: "acdc") { copy in
      try change(copy)
      let folder = copy.deletingLastPathComponent()
      result = message { _ = try settings("acdc: acdc\nsize: [32, 32]\n\(yaml)", in: folder).prepare(seed: 1) }?
        .replacingOccurrences(of: folder.standardizedFileURL.path + "/", with: "")
    }
    return result
  }

  /// The error that follows from this text of a patient's file.
  private func refusal(info: String) throws -> String? {
    try refusal { try Data(info.utf8).write(to: $0.appendingPathComponent("patient002/Info.cfg")) }
  }

  private func move(_ from: String, _ to: String) -> (URL) throws -> Void {
    { folder in
      let target = folder.appendingPathComponent(to)
      try? FileManager.default.removeItem(at: target)
      try FileManager.default.copyItem(at: folder.appendingPathComponent(from), to: target)
    }
  }

  private func remove(_ names: String...) -> (URL) throws -> Void {
    { folder in for name in names { try FileManager.default.removeItem(at: folder.appendingPathComponent(name)) } }
  }

  @Test func infoFiles() throws {
    let place = "acdc/patient002/Info.cfg"
    #expect(try refusal(info: "ED: 1\nES: 9\nGroup: DCM\n") == nil)
    #expect(try refusal(info: "ED: 1\r\nES: 9\r\nGroup: DCM\r\n") == nil)
    #expect(try refusal(info: "ED: 1\nES: 9\n") == "\(place): expected a line `Group: ...`, found none")
    #expect(
      try refusal(info: "ED: 1\nES: 9\nGroup: XYZ\n")
        == "\(place) line 3: expected one of the groups NOR, MINF, DCM, HCM, RV, found `XYZ`")
    #expect(try refusal(info: "Group: DCM\nED: 1\n") == "\(place): expected a line `ES: FRAME`, found none")
    #expect(
      try refusal(info: "Group: DCM\nED: first\nES: 9\n")
        == "\(place) line 2: expected the number of a frame, found `first`")
    #expect(
      try refusal(info: "Group: DCM\nED: 99999999999999999999\nES: 9\n")
        == "\(place) line 2: expected the number of a frame, found `99999999999999999999`")
    #expect(try refusal(info: "Group: DCM\nGroup: DCM\n") == "\(place) line 2: expected `Group` once, found it again")
    #expect(
      try refusal(info: "Group: DCM\nED: 2\nES: 9\n")
        == "acdc/patient002/patient002_frame02.nii.gz: expected the volume of frame 2, which Info.cfg calls ED, found no such file"
    )
    #expect(
      try refusal(after: remove("patient002/Info.cfg"))?.hasPrefix("\(place): expected a file, found none") == true)
    #expect(
      try refusal { try Data([0x47, 0x0A, 0xFF]).write(to: $0.appendingPathComponent("patient002/Info.cfg")) }
        == "\(place) line 2: expected text in UTF-8, found bytes that are not")
    #expect(
      try refusal { folder in
        for number in 1...15 {
          try FileManager.default.removeItem(at: folder.appendingPathComponent(String(format: "patient%03d", number)))
        }
      }
        == "acdc: expected directories patient001, patient002 and so on, or training/ and testing/ with such, found none"
    )
  }

  @Test func volumes() throws {
    let frame = "patient001/patient001_frame01"
    let place = "acdc/\(frame).nii.gz"
    // Patient 2 has 20 columns and 24 rows, patient 1 the other way round.
    #expect(
      try refusal(after: move("patient002/patient002_frame01_gt.nii.gz", "\(frame)_gt.nii.gz"))
        == "\(place): mask `patient001_frame01_gt.nii.gz`: expected a mask of the image's size, 20 x 24, found 24 x 20")
    let truncated = try refusal { folder in
      let file = folder.appendingPathComponent("\(frame).nii.gz")
      try Data(contentsOf: file).prefix(300).write(to: file)
    }
    #expect(truncated?.hasPrefix("\(place): ") == true)
    #expect(truncated?.contains("\n") == false)
    #expect(
      try refusal(after: move("\(frame).nii.gz", "\(frame)_gt.nii.gz"))?.hasPrefix(
        "\(place): mask `patient001_frame01_gt.nii.gz`: slice 0: expected codes, whole numbers from 0 to 255, found ")
        == true)
    #expect(try refusal(after: remove("\(frame)_gt.nii.gz")) == nil)
    #expect(
      try refusal("spacing: 100", after: { _ in })
        == "\(place): expected pixels of a size that makes 1 to 16384 of 100.0 mm, found 20 of 1.25 mm")
  }

  @Test func linksThatLeaveTheFolder() throws {
    let message = try refusal { folder in
      let outside = folder.deletingLastPathComponent().appendingPathComponent("elsewhere.nii.gz")
      let file = folder.appendingPathComponent("patient001/patient001_frame01.nii.gz")
      try FileManager.default.moveItem(at: file, to: outside)
      try FileManager.default.createSymbolicLink(at: file, withDestinationURL: outside)
    }
    #expect(
      message
        == "acdc/patient001/patient001_frame01.nii.gz: expected a file in the folder of the dataset, found a link that leaves "
        + "it, `patient001/patient001_frame01.nii.gz`")
  }

  @Test func slicesOfATable() throws {
    func refusal(_ change: (String) -> String) throws -> String? {
      var result: String?
      try withCopy(of: "mixed") { copy in
        let file = copy.appendingPathComponent("images.csv")
        try Data(change(String(contentsOf: file, encoding: .utf8)).utf8).write(to: file)
        result = message { _ = try settings("table: images.csv\nsize: [32, 32]", in: copy).prepare(seed: 1) }?
          .replacingOccurrences(of: copy.standardizedFileURL.path + "/", with: "")
      }
      return result
    }
    func replacing(_ text: String, _ other: String) -> (String) -> String {
      { $0.replacingOccurrences(of: text, with: other) }
    }
    #expect(try refusal { $0 } == nil)
    #expect(
      try refusal(replacing("volume-mask.nii,2", "volume-mask.nii,3"))
        == "images.csv line 11: expected a slice from 0 to 2, found 3")
    #expect(
      try refusal(replacing("volume-mask.nii,2", "volume-mask.nii,-1"))
        == "images.csv line 11: column `slice`: expected the number of a slice, from 0 on, found `-1`")
    #expect(
      try refusal(replacing("volume-mask.nii,2", "volume-mask.nii,"))
        == "images.csv line 12: expected each image once, found the one of line 11 again")
    #expect(
      try refusal(replacing("deep0-mask.png,", "deep0-mask.png,1"))
        == "images.csv line 2: column `slice`: expected nothing, since the image is no volume, found `1`")
    #expect(
      try refusal(replacing("b,volume-mask.nii", "b,deep0-mask.png"))
        == "images.csv line 11: column `mask`: expected a volume, as the image is, found `deep0-mask.png`")
  }
}
