import CardiacMRI
import Report
import Testing

@Suite struct PictureTests {
  @Test func `the outline of the heart runs along the pixels' edges`() {
    // One pixel of the heart in the middle of 3 x 3: a square of four sides.
    let labels: [UInt8] = [0, 0, 0, 0, 11, 15, 16, 0, 0]
    #expect(MaskColors.heartOutline(labels, width: 3, height: 3) == "M1 1h1M1 2h1M1 1v1M2 1v1")
    // A heart that fills the picture is outlined by the picture's border.
    #expect(MaskColors.heartOutline([12, 13], width: 2, height: 1) == "M0 0h2M0 1h2M0 0v1M2 0v1")
    #expect(MaskColors.heartOutline([0, 15], width: 2, height: 1) == "")
  }

  @Test func `the share in the heart counts positive values only`() throws {
    var example = ExampleMap(
      experiment: "e", arm: "a", trialKey: "t", diagnosis: "NOR", pixels: [], labels: [11, 14, 15, 0],
      map: [1, 2, 1, 4])
    #expect(example.shareInHeart == 3.0 / 8)
    example.map = [-5, 2, 2, .nan]
    #expect(example.shareInHeart == 0.5)
    example.map = [0, 0, 0, 0]
    #expect(example.shareInHeart == nil)
  }

  @Test func `samples are of each class, in order, with their own labels`() {
    let dataset = ImageDataset(setting: .size, count: 24, seed: 3)
    let samples = ExampleImage.samples(of: dataset, experiment: "size", perClass: 2)
    #expect(samples.map(\.diagnosis) == ["NOR", "NOR", "DCM", "DCM", "HCM", "HCM", "ARV", "ARV"])
    for sample in samples {
      #expect(sample.pixels.count == ImageDataset.pixelsPerImage)
      #expect(zip(sample.pixels, sample.labels).allSatisfy { $1 != 0 || $0 == 0 })
      #expect(sample.labels.contains { Region.heart.contains(label: $0) })
    }
  }
}
