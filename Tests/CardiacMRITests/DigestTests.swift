import CardiacMRI
import Testing

@Suite struct DigestTests {
  /// From the second implementation in scripts/golden/cardiac.py.
  @Test(arguments: [
    (ImageSetting.size, "cfcba7518106873259c148d5172ee95e34fdcb71313b74d5b14b5ff7facb7f25"),
    (.marker, "237701010e764b3260d575f818e46a0d49342fd52aaf5f0386462d69eb77aec5"),
    (.corner, "191fb03c899c97fd89366c142bd8db1bf3c7ccf559020734c6ce31026327f3a2"),
  ])
  func imagesAreTheReferenceImplementations(setting: ImageSetting, digest: String) {
    #expect(ImageDataset(setting: setting, count: 40, seed: 2026).digest == digest)
  }

  @Test func everyByteCounts() {
    let dataset = ImageDataset(setting: .marker, count: 4, seed: 15)
    func digest(
      setting: ImageSetting = .marker, count: Int = 4,
      change: (inout [UInt8], inout [UInt8], inout [Diagnosis], inout [Bool]) -> Void
    ) -> String {
      var (pixels, labels) = (dataset.pixels, dataset.labels)
      var (diagnoses, isMale) = (dataset.diagnoses, dataset.isMale)
      change(&pixels, &labels, &diagnoses, &isMale)
      return ImageDataset.digest(
        setting: setting, count: count, pixels: pixels, labels: labels, diagnoses: diagnoses, isMale: isMale)
    }
    #expect(digest { _, _, _, _ in } == dataset.digest)
    let changed = [
      dataset.digest,
      digest { pixels, _, _, _ in pixels[0] ^= 1 },
      digest { pixels, _, _, _ in pixels[pixels.count - 1] ^= 128 },
      digest { _, labels, _, _ in labels[0] ^= 1 },
      digest { _, labels, _, _ in labels[labels.count - 1] ^= 128 },
      digest { _, _, diagnoses, _ in diagnoses[3] = .nor },
      digest { _, _, _, isMale in isMale[0].toggle() },
      digest(setting: .corner) { _, _, _, _ in },
      digest(count: 5) { _, _, _, _ in },
    ]
    #expect(Set(changed).count == changed.count)
  }
}
