import CardiacMRI
import Images
import Report
import Testing

@Suite struct PictureTests {
  private func format(height: Int, width: Int) -> ImageFormat {
    ImageFormat(height: height, width: width, classes: ["a"], segments: ImageFormat.cardiac.segments)
  }

  @Test func `the outline of the mask runs along the pixels' edges`() {
    // One pixel of the mask in the middle of 3 x 3: a square of four sides.
    let labels: [UInt8] = [0, 0, 0, 0, 11, 15, 16, 0, 0]
    #expect(MaskColors.insideOutline(labels, format(height: 3, width: 3)) == "M1 1h1M1 2h1M1 1v1M2 1v1")
    // A mask that fills the picture is outlined by the picture's border.
    #expect(MaskColors.insideOutline([12, 13], format(height: 1, width: 2)) == "M0 0h2M0 1h2M0 0v1M2 0v1")
    #expect(MaskColors.insideOutline([0, 15], format(height: 1, width: 2)) == "")
  }

  @Test func `the share inside the mask counts positive values only`() throws {
    var example = ExampleMap(
      experiment: "e", arm: "a", trialKey: "t", className: "NOR", format: format(height: 2, width: 2), pixels: [],
      labels: [11, 14, 15, 0],
      map: [1, 2, 1, 4])
    #expect(example.shareInside == 3.0 / 8)
    example.map = [-5, 2, 2, .nan]
    #expect(example.shareInside == 0.5)
    example.map = [0, 0, 0, 0]
    #expect(example.shareInside == nil)
  }

  @Test func `samples are of each class, in order, with their own labels`() {
    let dataset = ImageDataset(setting: .size, count: 24, seed: 3)
    let samples = ExampleImage.samples(of: dataset, experiment: "size", perClass: 2)
    #expect(samples.map(\.className) == ["NOR", "NOR", "DCM", "DCM", "HCM", "HCM", "ARV", "ARV"])
    for sample in samples {
      #expect(sample.pixels.count == ImageFormat.cardiac.pixelsPerImage)
      #expect(zip(sample.pixels, sample.labels).allSatisfy { $1 != 0 || $0 == 0 })
      let isInside = sample.format.membership(of: .inside)
      #expect(sample.labels.contains { isInside[Int($0)] })
    }
  }
}
