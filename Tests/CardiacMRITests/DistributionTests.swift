import CardiacMRI
import Images
import Testing

/// The study's table (section 1) holds means over 500 images a class from the author's generator. Here as many are drawn: both
/// means vary, so that their difference has a standard error of sqrt(2 / 500) times the table's standard deviation.
@Suite struct DistributionTests {
  struct Row: Sendable {
    let setting: ImageSetting
    let diagnosis: Diagnosis
    let heartArea: (mean: Double, deviation: Double)
    let meanPixel: (mean: Double, deviation: Double)
    var markerShare = 0.0
  }

  static let table = [
    Row(setting: .size, diagnosis: .nor, heartArea: (0.098, 0.036), meanPixel: (14.5, 4.8)),
    Row(setting: .size, diagnosis: .hcm, heartArea: (0.096, 0.033), meanPixel: (10.5, 3.2)),
    Row(setting: .size, diagnosis: .dcm, heartArea: (0.187, 0.066), meanPixel: (31.2, 10.3)),
    Row(setting: .size, diagnosis: .arv, heartArea: (0.133, 0.044), meanPixel: (21.7, 6.7)),
    Row(setting: .marker, diagnosis: .nor, heartArea: (0.0710, 0.0008), meanPixel: (11.6, 0.9), markerShare: 0.50),
    Row(setting: .marker, diagnosis: .hcm, heartArea: (0.0665, 0.0026), meanPixel: (8.6, 1.0), markerShare: 0.62),
    Row(setting: .marker, diagnosis: .dcm, heartArea: (0.1367, 0.0024), meanPixel: (23.8, 1.0), markerShare: 0.51),
    Row(setting: .marker, diagnosis: .arv, heartArea: (0.0899, 0.0034), meanPixel: (16.2, 1.0), markerShare: 0.73),
  ]

  private static let datasets = [
    ImageSetting.size: ImageDataset(setting: .size, count: 2000, seed: 16),
    .marker: ImageDataset(setting: .marker, count: 2000, seed: 16),
  ]

  @Test(arguments: table) func meansAreTheAuthorsWithinThreeStandardErrors(row: Row) throws {
    let dataset = try #require(Self.datasets[row.setting])
    let images = (0..<dataset.count).filter { dataset.diagnoses[$0] == row.diagnosis }
    try #require(images.count == 500)
    let pixels = Double(ImageFormat.cardiac.pixelsPerImage)
    let heartAreas = images.map { Double(dataset.mask(of: .inside, image: $0).count { $0 }) / pixels }
    let meanPixels = images.map { Double(dataset.pixels[dataset.range(of: $0)].reduce(0) { $0 + Int($1) }) / pixels }
    let markers = images.map { dataset.mask(of: .marker, image: $0).contains(true) ? 1.0 : 0 }
    let shareDeviation = (row.markerShare * (1 - row.markerShare)).squareRoot()

    let measures: [(values: [Double], expected: (mean: Double, deviation: Double))] = [
      (heartAreas, row.heartArea), (meanPixels, row.meanPixel), (markers, (row.markerShare, shareDeviation)),
    ]
    for (values, expected) in measures {
      let mean = values.reduce(0, +) / 500
      let standardError = expected.deviation * (2.0 / 500).squareRoot()
      #expect(abs(mean - expected.mean) <= 3 * standardError, "\(mean) is not \(expected.mean)")
    }
  }

  /// A sample standard deviation varies by 1 / sqrt(2 x 500) = 3.2 % of itself; the table rounds to one or two digits.
  @Test(arguments: table) func heartAreasSpreadAsTheAuthors(row: Row) throws {
    let dataset = try #require(Self.datasets[row.setting])
    let areas = (0..<dataset.count).filter { dataset.diagnoses[$0] == row.diagnosis }.map { image in
      Double(dataset.mask(of: .inside, image: image).count { $0 }) / Double(ImageFormat.cardiac.pixelsPerImage)
    }
    let mean = areas.reduce(0, +) / 500
    let deviation = (areas.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 499).squareRoot()
    #expect(abs(deviation / row.heartArea.deviation - 1) < 0.2)
  }
}
