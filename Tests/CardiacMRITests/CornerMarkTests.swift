import CardiacMRI
import Images
import Testing

@Suite struct CornerMarkTests {
  @Test func malesHaveAMarkerAtTheLowerRight() {
    let dataset = ImageDataset(setting: .marker, count: 80, seed: 10)
    let isMale = ImageDataset.isMale(setting: .marker, count: 80, seed: 10)
    #expect(Set(isMale) == [true, false])
    for image in 0..<80 {
      let mask = dataset.mask(of: .marker, image: image)
      let expected = (0..<105 * 135).map { index in
        isMale[image] && (95...103).contains(index / 135) && (125...133).contains(index % 135)
      }
      #expect(mask == expected)
    }
  }

  @Test func eachClassHasItsCorner() {
    let dataset = ImageDataset(setting: .corner, count: 8, seed: 11)
    let corners: [Diagnosis: (rows: ClosedRange<Int>, columns: ClosedRange<Int>)] = [
      .nor: (0...18, 0...18), .dcm: (0...18, 116...134), .hcm: (86...104, 0...18), .arv: (86...104, 116...134),
    ]
    for image in 0..<8 {
      let corner = corners[dataset.diagnoses[image]]
      let expected = (0..<105 * 135).map { index in
        corner?.rows.contains(index / 135) == true && corner?.columns.contains(index % 135) == true
      }
      #expect(dataset.mask(of: .marker, image: image) == expected)
    }
  }

  @Test(arguments: [ImageSetting.marker, .corner]) func theImageWithoutItDiffersOnlyThere(setting: ImageSetting) {
    let dataset = ImageDataset(setting: setting, count: 40, seed: 12)
    for (index, label) in dataset.labels.enumerated() {
      if label == Tissue.marker.rawValue {
        #expect(dataset.pixels[index] == 255 && dataset.pixelsWithoutMarker[index] == 0)
      } else {
        #expect(dataset.pixels[index] == dataset.pixelsWithoutMarker[index])
      }
    }
  }

  @Test func theSizeSettingHasNone() {
    let dataset = ImageDataset(setting: .size, count: 40, seed: 13)
    #expect(!dataset.labels.contains(Tissue.marker.rawValue))
    #expect(dataset.pixels == dataset.pixelsWithoutMarker)
  }
}
