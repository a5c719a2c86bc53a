import CardiacMRI
import Images
import Testing

@Suite struct ImageDatasetTests {
  @Test(arguments: ImageSetting.allCases) func everyArrayHasItsShape(setting: ImageSetting) {
    let dataset = ImageDataset(setting: setting, count: 9, seed: 1)
    #expect(dataset.count == 9)
    #expect(dataset.pixels.count == 9 * 105 * 135)
    #expect(dataset.pixelsWithoutMarker.count == 9 * 105 * 135)
    #expect(dataset.labels.count == 9 * 105 * 135)
    #expect(dataset.diagnoses.count == 9)
    #expect(dataset.range(of: 8) == 8 * 14_175..<9 * 14_175)
  }

  @Test func noImagesAreADatasetToo() {
    let dataset = ImageDataset(setting: .marker, count: 0, seed: 1)
    #expect(dataset.pixels.isEmpty && dataset.labels.isEmpty && dataset.diagnoses.isEmpty)
    #expect(dataset.digest.count == 64)
  }

  @Test func classesAreBalanced() {
    let dataset = ImageDataset(setting: .marker, count: 40, seed: 1)
    for diagnosis in Diagnosis.allCases {
      #expect(dataset.diagnoses.count { $0 == diagnosis } == 10)
    }
    #expect(dataset.diagnoses.prefix(5) == [.nor, .dcm, .hcm, .arv, .nor])
  }

  @Test(arguments: ImageSetting.allCases) func theSameSeedGivesTheSameBytes(setting: ImageSetting) {
    let (one, two) = (
      ImageDataset(setting: setting, count: 8, seed: 3), ImageDataset(setting: setting, count: 8, seed: 3)
    )
    #expect(one.pixels == two.pixels)
    #expect(one.pixelsWithoutMarker == two.pixelsWithoutMarker)
    #expect(one.labels == two.labels)
  }

  @Test(arguments: ImageSetting.allCases) func aSmallDatasetIsTheBeginningOfALargeOne(setting: ImageSetting) {
    let small = ImageDataset(setting: setting, count: 6, seed: 3)
    let large = ImageDataset(setting: setting, count: 13, seed: 3)
    #expect(large.pixels.starts(with: small.pixels))
    #expect(large.pixelsWithoutMarker.starts(with: small.pixelsWithoutMarker))
    #expect(large.labels.starts(with: small.labels))
  }

  @Test func everyImageIsAnotherOne() {
    let one = ImageDataset(setting: .size, count: 20, seed: 3)
    let two = ImageDataset(setting: .size, count: 20, seed: 4)
    let images = [one, two].flatMap { dataset in (0..<20).map { Array(dataset.pixels[dataset.range(of: $0)]) } }
    #expect(Set(images).count == 40)
  }

  @Test func diagnosesHaveTheirNames() {
    #expect(Diagnosis.allCases.map(\.name) == ["NOR", "DCM", "HCM", "ARV"])
  }
}
