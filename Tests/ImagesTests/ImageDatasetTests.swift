import Foundation
import Images
import Testing

/// A dataset of two classes with a mask, in colour or not, in 8 or 16 bits.
private func sample(channels: Int = 1, bits: Int = 8, count: Int = 3) -> ImageDataset {
  let format = ImageFormat(
    height: 4, width: 5, channels: channels, bits: bits, classes: ["a", "b"],
    segments: [Segment(code: 2, name: "lesion", region: .inside), Segment(code: 9, name: "marker", region: .marker)])
  let values = (0..<count * format.valuesPerImage).map { $0 * 37 % (bits == 8 ? 256 : 65_536) }
  return ImageDataset(
    format: format,
    intensities: bits == 8 ? .bytes(values.map { UInt8($0) }) : .words(values.map { UInt16($0) }),
    labels: (0..<count * format.pixelsPerImage).map { [0, 2, 9][$0 % 3] }, classes: (0..<count).map { $0 % 2 },
    hasMask: (0..<count).map { $0 != 1 }, names: (0..<count).map { "\($0).png" })
}

@Suite struct ImageDatasetTests {
  @Test(arguments: [(1, 8), (3, 8), (1, 16), (3, 16)])
  func bytesGiveTheSameDataset(channels: Int, bits: Int) throws {
    let dataset = sample(channels: channels, bits: bits)
    let again = try #require(
      ImageDataset(encoded: dataset.encoded, dataset.format, hasMarkers: false, count: dataset.count))
    #expect(again.intensities == dataset.intensities)
    #expect(again.labels == dataset.labels)
    #expect(again.classes == dataset.classes)
    #expect(again.hasMask == dataset.hasMask)
    #expect(again.digest == dataset.digest)
  }

  @Test func otherBytesAreRefused() {
    let dataset = sample()
    let bytes = dataset.encoded
    for length in [0, 7, bytes.count - 1] {
      #expect(ImageDataset(encoded: bytes.prefix(length), dataset.format, hasMarkers: false, count: 3) == nil)
    }
    #expect(ImageDataset(encoded: bytes + [0], dataset.format, hasMarkers: false, count: 3) == nil)
    #expect(ImageDataset(encoded: bytes, dataset.format, hasMarkers: false, count: 2) == nil)
    // A class, a code and a flag that there are not.
    for (place, value) in [(bytes.count - 6, 2), (8 + 60, 77), (bytes.count - 1, 2)] {
      var changed = bytes
      changed[place] = UInt8(value)
      #expect(ImageDataset(encoded: changed, dataset.format, hasMarkers: false, count: 3) == nil)
    }
  }

  @Test func theDigestSeesEverything() {
    let dataset = sample()
    var digests = [dataset.digest, sample(bits: 16).digest, sample(count: 2).digest]
    var renamed = dataset.format
    renamed.classes = ["a", "c"]
    digests.append(
      ImageDataset(
        format: renamed, intensities: dataset.intensities, labels: dataset.labels, classes: dataset.classes,
        hasMask: dataset.hasMask
      ).digest)
    digests.append(
      ImageDataset(
        format: dataset.format, intensities: dataset.intensities, labels: dataset.labels, classes: dataset.classes
      ).digest)
    #expect(Set(digests).count == digests.count)
  }

  @Test func intensitiesBecomeInputFromMinusOneToOne() {
    var inputs: [Float] = []
    Intensities.bytes([0, 255, 51]).forEachInput(in: 0..<3) { inputs.append($0) }
    Intensities.words([0, 65_535, 13_107]).forEachInput(in: 0..<3) { inputs.append($0) }
    // A fifth of the range.
    let fifth: Float = 51 / 127.5 - 1
    let same: Float = 13_107 / 32767.5 - 1
    #expect(inputs == [-1, 1, fifth, -1, 1, same])
    #expect(Intensities.words([0, 128, 129, 65_535]).bytes(in: 0..<4) == [0, 0, 1, 255])
  }

  @Test func selectionKeepsEachImagesParts() {
    let dataset = sample(channels: 3)
    let chosen = dataset.selecting([2, 0])
    #expect(chosen.bytes(of: 0) == dataset.bytes(of: 2))
    #expect(chosen.labels(of: 1) == dataset.labels(of: 0))
    #expect(chosen.classes == [0, 0])
    #expect(chosen.names == ["2.png", "0.png"])
    #expect(chosen.hasMask == [true, true])
    #expect(dataset.selecting([1]).hasMask == [false])
  }

  @Test func markersChangeAndNothingElse() throws {
    var dataset = sample(channels: 3, bits: 16)
    let place = PixelRectangle(rows: 1..<3, columns: 3..<5)
    dataset.markers = MarkerPlaces(unmarked: dataset.intensities, places: [.added: [place, nil, place]])
    let changed = try #require(dataset.changingMarkers(.added))
    #expect(dataset.changingMarkers(.removed) == nil)
    #expect(
      changed.intensities.slice(changed.valueRange(of: 1)) == dataset.intensities.slice(dataset.valueRange(of: 1)))
    let (before, after) = (dataset.bytes(of: 2), changed.bytes(of: 2))
    for index in before.indices {
      let (row, column) = (index / 15, index / 3 % 5)
      #expect(after[index] == (place.rows.contains(row) && place.columns.contains(column) ? 255 : before[index]))
    }
  }
}
