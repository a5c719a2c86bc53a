import Datasets
import Files
import Foundation
import Images
import Testing

/// What Python says an image should be.
private struct Expected: Decodable {
  var name: String
  var label: String
  var hasMask: Bool
  /// Digests of codes and of intensities of 8 bits.
  var mask: String?
  var bytes: String?
  /// Every seventh intensity of 16 bits, in base64.
  var words: String?

  func check(_ images: [String: SingleImage], tolerance: Int = 1) throws {
    let image = try #require(images[name], "\(name)")
    #expect(image.label == label, "\(name)")
    #expect((image.mask != nil) == hasMask, "\(name)")
    if let mask { #expect(sha256(image.mask ?? []) == mask, "mask of \(name)") }
    switch image.intensities {
    case .bytes(let values): #expect(sha256(values) == bytes, "\(name)")
    case .words(let values):
      let data = try #require(words.flatMap { Data(base64Encoded: $0) }, "\(name)")
      let own = stride(from: 0, to: values.count, by: 7).map { Int(values[$0]) }
      let golden = stride(from: 0, to: data.count, by: 2).map { Int(data[$0]) | Int(data[$0 + 1]) << 8 }
      #expect(own.count == golden.count, "\(name)")
      let largest = zip(own, golden).map { abs($0 - $1) }.max() ?? 0
      #expect(largest <= tolerance, "\(name)")
    }
  }
}

@Suite struct LayoutTests {
  @Test func aTableOfFilesOf8BitsKeepsItsBytes() throws {
    let prepared = try settings("table: table/images.csv").prepare(seed: 1)
    let expected: [Expected] = try Golden.json("table")
    #expect(prepared.byName.count == expected.count)
    for image in expected { try image.check(prepared.byName) }
    let format = prepared.training.format
    #expect((format.height, format.width, format.channels, format.bits) == (32, 34, 1, 8))
    #expect(format.classes == ["ill", "well"])
    #expect(
      format.segments == [
        Segment(code: 2, name: "code 2", region: .inside), Segment(code: 3, name: "code 3", region: .inside),
      ])
  }

  @Test func filesOfManyKindsGoTogether() throws {
    let prepared = try settings("table: mixed/images.csv\nsize: [32, 40]").prepare(seed: 1)
    let expected: [Expected] = try Golden.json("mixed")
    #expect(prepared.byName.count == expected.count)
    for image in expected { try image.check(prepared.byName) }
    #expect(prepared.training.format.channels == 3)
    #expect(prepared.training.format.bits == 16)
  }

  private struct Arrays: Decodable {
    var all: [Expected]
    var split: [String]
    var patients: [String]
  }

  @Test func anArchiveSaysPartsAndPatients() throws {
    let prepared = try settings("npz: arrays/all.npz").prepare(seed: 1)
    let expected: Arrays = try Golden.json("arrays")
    let images = prepared.byName
    for image in expected.all { try image.check(images) }
    for (number, part) in expected.split.enumerated() {
      #expect(images["images[\(number)]"]?.part.rawValue.hasPrefix(part) == true)
    }
    // Numbers are in the order of numbers: 10 is not before 8.
    #expect(prepared.training.format.classes == ["8", "9", "10"])
    #expect(prepared.findings.parts.map(\.patients) == [2, 2, 2])
  }

  @Test func namesOfArraysCanBeOthers() throws {
    let prepared = try settings("npz: arrays/renamed.npz\narrays: {images: x, labels: y, masks: m}").prepare(seed: 1)
    let expected: Arrays = try Golden.json("arrays")
    let images = Dictionary(
      uniqueKeysWithValues: prepared.byName.map { ($0.key.replacingOccurrences(of: "x[", with: "images["), $0.value) })
    for image in expected.all { try image.check(images) }
  }

  @Test func theAuthorsLayout() throws {
    let prepared = try settings("preprocessed: preprocessed").prepare(seed: 1)
    let expected: [Expected] = try Golden.json("preprocessed")
    #expect(prepared.byName.count == expected.count)
    for image in expected { try image.check(prepared.byName) }
    let format = prepared.training.format
    #expect(format.segments.map(\.code) == [11, 13, 15, 16])
    #expect(format.segments.map(\.region) == [.inside, .inside, .fat, .marker])
    let prefixes = "preprocessed: [preprocessed/first, preprocessed/second]"
    #expect(try settings(prefixes).prepare(seed: 1).byName == prepared.byName)
  }

  @Test func theACDCChallengesLayout() throws {
    let yaml = "acdc: acdc\nspacing: 1\ncrop: {size: [30, 28], center: mask}\nsize: [34, 32]"
    let prepared = try settings(yaml).prepare(seed: 1)
    let expected: [Expected] = try Golden.json("acdc")
    let images = prepared.byName
    for image in expected { try image.check(images) }
    #expect(prepared.training.format.classes == ["NOR", "MINF", "DCM", "HCM", "RV"])
    #expect(prepared.training.format.segments.map(\.code) == [1, 2, 3])
    // Two slices of three have something inside; the frame without segmentation gives its middle one.
    #expect(images.count == 29 * 2 + 1)
    #expect(images["patient015_frame07.nii.gz slice 1"]?.mask == nil)
    let findings = prepared.findings
    #expect(findings.parts.reduce(0) { $0 + $1.withoutMask } == 1)
    #expect(findings.parts.reduce(0) { $0 + $1.patients } == 15)
  }

  @Test func slicesAndFramesAreChosen() throws {
    func count(_ yaml: String) throws -> Int {
      let prepared = try settings("acdc: acdc\nsize: [32, 32]\n\(yaml)").prepare(seed: 1)
      return prepared.parts.reduce(0) { $0 + $1.images.count }
    }
    #expect(try count("slices: all") == 90)
    #expect(try count("slices: middle") == 30)
    #expect(try count("frames: [ED]") == 30)
    #expect(try count("classes: [RV, NOR]\nslices: all") == 36)
  }

  @Test func foldersOfTheACDCChallengeAreParts() throws {
    try withCopy(of: "acdc") { copy in
      let files = FileManager.default
      for name in ["training", "testing"] {
        try files.createDirectory(at: copy.appendingPathComponent(name), withIntermediateDirectories: true)
      }
      for number in 1...15 {
        let name = String(format: "patient%03d", number)
        let folder = number % 3 == 0 ? "testing" : "training"
        try files.moveItem(at: copy.appendingPathComponent(name), to: copy.appendingPathComponent("\(folder)/\(name)"))
      }
      let yaml = "acdc: \(copy.path)\nsize: [32, 32]"
      let prepared = try settings(yaml).prepare(seed: 1)
      #expect(prepared.findings.parts.map(\.patients) == [5, 5, 5])
      for name in prepared.test.names {
        #expect(Int(name.dropFirst(7).prefix(3)).map { $0 % 3 == 0 } == true, "\(name)")
      }
      #expect(try settings(yaml + "\nsplit: {training: 0.5, validation: 0.5}").prepare(seed: 1).test.count > 0)
      let shares = "\nsplit: {training: 0.5, validation: 0.3, test: 0.2}"
      #expect(
        message { _ = try settings(yaml + shares).prepare(seed: 1) }
          == "\(copy.path): expected no `split.test`, since the files say what is to test, found one")
    }
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    let table = try settings("table: table/images.csv")
    let digests = try [1, 1, 2].map { try table.prepare(seed: $0).training.digest }
    #expect(digests[0] == digests[1])
    #expect(digests[0] != digests[2])
  }

  @Test func progressIsReported() throws {
    var lines: [String] = []
    _ = try settings("table: table/images.csv").prepare(seed: 1) { lines.append($0) }
    #expect(lines.first == "Reading images: 0 of 12")
    #expect(lines.last == "Reading images: 12 of 12")
  }
}
