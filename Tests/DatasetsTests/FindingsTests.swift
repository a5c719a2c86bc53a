import Datasets
import Foundation
import ImageFiles
import Images
import Testing

@Suite struct FindingsTests {
  /// Twelve images of 32 x 40 in two classes, 9 to 3, of which some give reason to warn.
  private func prepare(_ yaml: String = "") throws -> PreparedImages {
    var prepared: PreparedImages?
    try inTemporaryDirectory { folder in
      var rows = ["image,label,mask,split,patient,age"]
      for number in 0..<12 {
        var values = (0..<32 * 40).map { UInt8(($0 * 7 + number * 13) % 251) }
        // The last one of the test images is one of training.
        if number == 11 { values = (0..<32 * 40).map { UInt8($0 * 7 % 251) } }
        var mask = (0..<32 * 40).map { UInt8($0 % 40 < 10 ? 1 : 0) }
        if number == 1 { mask = mask.map { _ in 1 } }
        if number == 2 { mask = mask.map { _ in 0 } }
        try NumPyWriter.npy(shape: [32, 40], uint8: values).write(to: folder.appendingPathComponent("i\(number).npy"))
        try NumPyWriter.npy(shape: [32, 40], uint8: mask).write(to: folder.appendingPathComponent("m\(number).npy"))
        let part = number < 8 ? "train" : number < 10 ? "val" : "test"
        rows.append(
          "i\(number).npy,\([7, 8, 10].contains(number) ? "rare" : "usual"),\(number == 3 ? "" : "m\(number).npy"),\(part),"
            + "p\(number / 2),\(number)")
      }
      try Data(rows.joined(separator: "\n").utf8).write(to: folder.appendingPathComponent("images.csv"))
      prepared = try settings("table: images.csv\n\(yaml)", in: folder).prepare(seed: 3)
    }
    return try #require(prepared)
  }

  @Test func countsAreThoseOfTheFiles() throws {
    let findings = try prepare().findings
    #expect(findings.classes == ["rare", "usual"])
    #expect(findings.parts.map(\.images) == [[1, 7], [1, 1], [1, 1]])
    #expect(findings.parts.map(\.patients) == [4, 1, 1])
    #expect(findings.parts.map(\.withoutMask) == [1, 0, 0])
    #expect(findings.parts.map(\.emptyMasks) == [1, 0, 0])
    #expect(findings.sourceSizes.map { [$0.rows, $0.columns, $0.channels, $0.images] } == [[32, 40, 1, 12]])
    #expect(
      findings.insideShares.map { [$0?.minimum, $0?.median, $0?.maximum] } == [[0.25, 0.25, 0.25], [0.25, 0.25, 1]])
    #expect((findings.lowestIntensity, findings.highestIntensity) == (0, 250))
    #expect((findings.rows, findings.columns, findings.channels, findings.bits) == (32, 40, 1, 8))
    #expect(findings.duplicateCount == 1)
    #expect(findings.duplicates.map { [$0.first, $0.second] } == [["i0.npy", "i11.npy"]])
    #expect(findings.duplicates.map { [$0.firstPart, $0.secondPart] } == [[.training, .test]])
    let again = try JSONDecoder().decode(DatasetFindings.self, from: JSONEncoder().encode(findings))
    #expect(again == findings)
  }

  @Test func thereAreWarnings() throws {
    #expect(
      try prepare().findings.warnings == [
        "Classes are unbalanced in training: 7 images of usual, 1 of rare; `balance` can even that out.",
        "1 image has the same pixels as one in another part, such as i11.npy (test) and i0.npy (training): the parts are not "
          + "independent.",
        "1 mask covers more than 80 % of the image, such as that of i1.npy.",
        "1 image has no mask: no heatmap loss, and no measure of where a model looks.",
        "1 mask has nothing inside, such as that of i2.npy; treated as images without mask.",
        "Few patients in training: 1 patient of rare.", "Few patients in validation: 1 patient of rare.",
        "Few patients in test: 1 patient of rare.", "Columns of the table that are not used: `age`.",
      ])
  }

  @Test func theTextIsAligned() throws {
    let findings = try prepare("balance: oversample").findings
    #expect(findings.parts[0].images == [7, 7])
    #expect(!findings.warnings.contains { $0.contains("unbalanced") })
    let text = "\(FindingsText(findings))"
    let expected = """
      18 images of 32 x 40 pixels, gray, 8 bits
      Intensities in the files: 0 to 250

      Images of   rare  usual  all  patients  without mask  empty mask
      training       1      7    8         4             1           1
        balanced     7      7   14
      validation     1      1    2         1             0           0
      test           1      1    2         1             0           0

      Size in the files  images
      32 x 40                12

      Inside, of the area   least  median     most
      rare                 25.0 %  25.0 %   25.0 %
      usual                25.0 %  25.0 %  100.0 %

      The same pixels in two parts
      i11.npy  test  i0.npy  training

      Warning: 1 image has the same pixels
      """
    #expect(text.hasPrefix(expected))
    #expect(text.hasSuffix("Warning: Columns of the table that are not used: `age`.\n"))
  }

  @Test func trainingIsBalanced() throws {
    let more = try prepare("balance: oversample").training
    #expect(more.classes == [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
    #expect(Set(more.names).count == 8)
    let fewer = try prepare("balance: undersample")
    #expect(fewer.training.count == 2)
    #expect(fewer.validation.count == 2)
    #expect(try prepare().training.classes.prefix(3) == [0, 1, 1])
  }

  @Test func volumesWithoutMasksAreToldOf() throws {
    let warnings = try settings("acdc: acdc\nsize: [32, 32]").prepare(seed: 1).findings.warnings
    #expect(warnings.contains("1 volume has no mask that could choose slices: the middle one is taken."))
    let table = try settings("table: table/images.csv\nspacing: 1\ninside: [3]").prepare(seed: 1).findings
    #expect(table.warnings.contains("`spacing` has no effect: no file is a volume."))
  }

  @Test func imagesOfOtherClassesAreCounted() throws {
    let findings = try settings("npz: arrays/renamed.npz\narrays: {images: x, labels: y, masks: m}\nclasses: [10, 8]")
      .prepare(seed: 1).findings
    #expect(findings.leftOut == 6)
    #expect(findings.classes == ["10", "8"])
    #expect("\(FindingsText(findings))".contains("Left out, since their class is not listed: 6\n"))
  }
}
