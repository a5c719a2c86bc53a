import Files

/// Samples that are added one by one, as long as they fit together and into memory.
struct SampleList {
  /// What errors about all of them name.
  let place: String
  private(set) var all: [Sample] = []
  private var first: (size: PixelSize, place: String)?
  private var bytes = 0

  init(place: String) {
    self.place = place
  }

  /// - Throws: `DatasetError` for an image of another size than the first, and for too many.
  mutating func add(_ image: PreparedImage, _ listed: ListedImage, slice: Int, kind: Int) throws {
    try check(image.size, listed.place)
    bytes += image.intensities.encodedCount + image.size.rows * image.size.columns
    guard bytes <= DatasetSettings.maximumBytes else {
      let most = DatasetSettings.maximumBytes / 1_000_000_000
      throw DatasetError(place, expected: "at most \(most) GB of prepared images", found: "more")
    }
    guard all.count < Listing.maximumImages else {
      throw DatasetError(place, expected: "at most \(Listing.maximumImages) images", found: "more")
    }
    all.append(
      Sample(
        image: image, kind: kind, patient: listed.patient, part: listed.part,
        name: listed.pixels.isVolume ? "\(listed.name) slice \(slice)" : listed.name, digest: image.digest))
  }

  private mutating func check(_ size: PixelSize, _ place: String) throws {
    guard let first else {
      guard size.isAllowed else {
        throw DatasetError(
          place, expected: "\(PixelSize.words) rows and columns, or `size` in the study", found: "\(size)")
      }
      first = (size, place)
      return
    }
    guard size == first.size else {
      throw DatasetError(
        place, expected: "images of one size, \(first.size) as \(first.place), or `size` in the study", found: "\(size)"
      )
    }
  }
}

extension PreparedImage {
  /// The SHA-256 of size and intensities.
  fileprivate var digest: String {
    switch intensities {
    case .bytes(let values): sha256([Array("\(size) bytes".utf8), values])
    case .words(let values):
      sha256([Array("\(size) words".utf8), values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }])
    }
  }
}
