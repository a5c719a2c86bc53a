import CardiacMRI
import Images
import Kernels
import Testing

@Suite struct SegmentationTests {
  @Test(arguments: ImageSetting.allCases) func onlyTheBackgroundIsBlack(setting: ImageSetting) {
    let dataset = ImageDataset(setting: setting, count: 200, seed: 5)
    let known = Set(Tissue.allCases.map(\.rawValue))
    #expect(zip(dataset.pixels, dataset.labels).allSatisfy { ($0 == 0) == ($1 == 0) })
    #expect(dataset.labels.allSatisfy(known.contains))
  }

  /// Noise has a standard deviation of 2: seven of them are never reached in these few pixels.
  @Test func eachTissueHasItsIntensity() {
    let dataset = ImageDataset(setting: .marker, count: 40, seed: 6)
    let limits: [UInt8: ClosedRange<UInt8>] = [
      0: 0...0, 11: 190...218, 12: 190...218, 13: 37...65, 14: 37...65, 15: 215...244, 16: 255...255,
    ]
    for image in 0..<40 where dataset.diagnoses[image] != .arv {
      for index in dataset.range(of: image) {
        #expect(limits[dataset.labels[index]]?.contains(dataset.pixels[index]) == true)
      }
    }
  }

  @Test func noiseHasItsMeanAndDeviation() {
    let dataset = ImageDataset(setting: .marker, count: 40, seed: 7)
    let cavity = zip(dataset.pixels, dataset.labels).filter { $1 == 11 || $1 == 12 }.map { Double($0.0) }
    let mean = cavity.reduce(0, +) / Double(cavity.count)
    let variance = cavity.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(cavity.count)
    // Truncation takes half a grey level from the mean and adds 1/12 to the variance.
    #expect(abs(mean - 203.5) < 0.05)
    #expect(abs(variance - (4 + 1.0 / 12)) < 0.15)
  }

  @Test func onlyInAnArrhythmogenicVentricleIsTheWallMixedWithFat() {
    let dataset = ImageDataset(setting: .marker, count: 400, seed: 8)
    var fattyLeft = 0
    for image in 0..<400 {
      let range = dataset.range(of: image)
      let brightest: [UInt8] = [13, 14].map { label in
        zip(dataset.pixels[range], dataset.labels[range]).filter { $1 == label }.map(\.0).max() ?? 0
      }
      let isFatty = dataset.diagnoses[image] == .arv
      #expect((brightest[1] > 70) == isFatty)
      if brightest[0] > 70 {
        #expect(isFatty)
        fattyLeft += 1
      }
    }
    // A tenth of 100, less the few whose level is too low to tell; the limits are three standard errors away.
    #expect((1...19).contains(fattyLeft))
  }

  @Test func theFatIsABarOfFourRowsAboveTheHeart() {
    let dataset = ImageDataset(setting: .size, count: 100, seed: 9)
    for image in 0..<100 {
      let labels = Array(dataset.labels[dataset.range(of: image)])
      let fatRows = Set(labels.indices.filter { labels[$0] == 15 }.map { $0 / 135 })
      let heartRows = labels.indices.filter { (11...14).contains(labels[$0]) }.map { $0 / 135 }
      #expect(fatRows.count == 4 || fatRows.isEmpty)
      #expect((fatRows.max() ?? -1) < (heartRows.min() ?? 0))
      let lengths = Set(fatRows.map { row in labels[row * 135..<(row + 1) * 135].count { $0 == 15 } })
      #expect(lengths.count <= 1)
    }
  }

  @Test func whatIsTooLargeForTheImageIsCutOff() {
    var generator = RandomGenerator(seed: 1)
    var anatomy = Anatomy(diagnosis: .dcm, setting: .size, using: &generator)
    anatomy.left.radius = 60
    anatomy.right.radius = 40
    anatomy.fatLength = 500
    let labels = Segmentation(of: anatomy).labels
    #expect(labels.count == 105 * 135)
    #expect(labels.contains(11))
    anatomy.left.radius = 10_000
    anatomy.headroom = 3_000
    #expect(Segmentation(of: anatomy).labels.count == 105 * 135)
  }

  @Test func nothingIsDrawnOfNothing() {
    var generator = RandomGenerator(seed: 1)
    var anatomy = Anatomy(diagnosis: .nor, setting: .size, using: &generator)
    (anatomy.left.radius, anatomy.left.wall) = (0, 0)
    (anatomy.right.radius, anatomy.right.wall) = (0, 0)
    anatomy.fatLength = 0
    anatomy.headroom = 0
    #expect(Segmentation(of: anatomy).labels.allSatisfy { $0 == 0 })
  }

  /// Percentages of fat below 0 come up about three times in 10,000.
  @Test func aNegativePercentageOfFatIsNone() {
    var generator = RandomGenerator(seed: 2)
    let people = (0..<20_000).map { _ in Anatomy(diagnosis: .nor, setting: .marker, using: &generator) }
    let lean = people.filter { $0.fatLength <= 0 }
    #expect(!lean.isEmpty)
    for person in lean {
      #expect(person.fatLength == 0)
      #expect(!Segmentation(of: person).labels.contains(15))
    }
  }
}
