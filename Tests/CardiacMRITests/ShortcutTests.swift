import CardiacMRI
import Images
import Testing

/// Markers that say the class, and what changing them does.
@Suite struct ShortcutTests {
  private func markers(_ strength: Double?, count: Int = 400) -> (images: ImageDataset, marked: [Bool]) {
    let images = ImageDataset(setting: .marker, count: count, seed: 8, shortcutStrength: strength)
    return (images, (0..<count).map { images.shows(.marker, image: $0) })
  }

  private func follows(_ diagnosis: Diagnosis) -> Bool { diagnosis == .hcm || diagnosis == .arv }

  @Test func aFullShortcutIsTheClass() {
    let (images, marked) = markers(1)
    #expect(marked == images.diagnoses.map(follows))
  }

  @Test func aWeakerOneFollowsAsOften() {
    for strength in [0.0, 0.5, 0.9] {
      let (images, marked) = markers(strength)
      let agreeing = zip(marked, images.diagnoses).count { $0 == follows($1) }
      // Where a coin decides, half agree; four standard deviations of 400 coins.
      #expect(abs(Double(agreeing) / 400 - (strength + 1) / 2) < 0.1, "\(strength)")
    }
  }

  @Test func nothingButTheMarkerDependsOnIt() {
    let (with, plain) = (markers(0.9, count: 8).images, markers(nil, count: 8).images)
    #expect(with.pixelsWithoutMarker == plain.pixelsWithoutMarker)
    #expect(with.pixels != plain.pixels)
  }

  @Test func changesTouchTheMarkerAlone() throws {
    let (images, marked) = markers(nil, count: 40)
    for change in MarkerChange.allCases {
      let changed = try #require(images.changingMarkers(change))
      #expect(changed.pixelsWithoutMarker == images.pixelsWithoutMarker)
      for image in 0..<40 {
        let range = images.range(of: image)
        let isMarked = changed.pixels[range] != images.pixelsWithoutMarker[range]
        let expected =
          switch change {
          case .removed: false
          case .added: true
          case .swapped: !marked[image]
          }
        #expect(isMarked == expected, "\(change)")
        if isMarked {
          let place = range.lowerBound + 95 * ImageFormat.cardiac.width + 125
          #expect(changed.pixels[place] == 255)
        }
      }
    }
  }

  @Test func settingsKnowTheirChanges() throws {
    let size = ImageDataset(setting: .size, count: 4, seed: 1)
    #expect(MarkerChange.allCases.allSatisfy { size.changingMarkers($0) == nil })
    let corner = ImageDataset(setting: .corner, count: 4, seed: 1)
    #expect(corner.changingMarkers(.added) == nil)
    #expect(corner.changingMarkers(.removed)?.pixels == corner.pixelsWithoutMarker)
    // NOR's box of the upper left goes to the upper right, which is DCM's.
    let swapped = try #require(corner.changingMarkers(.swapped))
    #expect(swapped.pixels[0] != 255 && swapped.pixels[ImageFormat.cardiac.width - 1] == 255)
  }

  @Test func theBytesKeepWhatChangesNeed() throws {
    let images = markers(0.9, count: 8).images
    let read = try #require(ImageDataset(encoded: images.encoded, setting: .marker, count: 8))
    #expect(read.pixels == images.pixels && read.digest == images.digest)
    for change in MarkerChange.allCases {
      #expect(read.changingMarkers(change)?.pixels == images.changingMarkers(change)?.pixels)
    }
  }
}
