import CardiacMRI
import Files
import Images
import Testing

@Suite struct DigestTests {
  /// From the second implementation in scripts/golden/cardiac.py, which hashes: the setting's name and a zero byte, the number of
  /// images in 8 bytes, pixels, segmentations, a byte for each diagnosis, a byte for each sex.
  @Test(arguments: [
    (ImageSetting.size, "cfcba7518106873259c148d5172ee95e34fdcb71313b74d5b14b5ff7facb7f25"),
    (.marker, "237701010e764b3260d575f818e46a0d49342fd52aaf5f0386462d69eb77aec5"),
    (.corner, "191fb03c899c97fd89366c142bd8db1bf3c7ccf559020734c6ce31026327f3a2"),
  ])
  func imagesAreTheReferenceImplementations(setting: ImageSetting, digest: String) {
    let dataset = ImageDataset(setting: setting, count: 40, seed: 2026)
    let isMale = ImageDataset.isMale(setting: setting, count: 40, seed: 2026)
    let parts: [[UInt8]] = [
      Array(setting.rawValue.utf8) + [0], [40, 0, 0, 0, 0, 0, 0, 0], dataset.pixels, dataset.labels,
      dataset.classes.map { UInt8($0) }, isMale.map { $0 ? 1 : 0 },
    ]
    #expect(sha256(parts) == digest)
  }
}
