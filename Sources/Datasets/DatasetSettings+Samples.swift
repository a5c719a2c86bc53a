import Files

extension DatasetSettings {
  /// Reads and prepares all images of the classes.
  func read(
    _ listing: Listing, classes: [String], collector: inout FindingsCollector, report: (String) -> Void
  ) throws -> [Sample] {
    let kinds = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    let preparation = ImagePreparation(self)
    var reader = StackReader()
    var samples: [Sample] = []
    var first: (size: PixelSize, place: String)?
    var bytes = 0
    var last: PixelSource?
    for (number, listed) in listing.images.enumerated() {
      if number.isMultiple(of: max(listing.images.count / 10, 1)) {
        report("Reading images: \(number) of \(listing.images.count)")
      }
      guard let kind = kinds[listed.label] else {
        collector.leaveOut()
        continue
      }
      let stack = try reader.read(listed)
      let slices = try slices(of: stack, listed, preparation)
      collector.add(stack, slices: slices.count, settings: self, isNew: listed.pixels != last)
      last = listed.pixels
      for (slice, image) in zip(slices, try preparation.prepare(stack, slices: slices, place: listed.place)) {
        if let first {
          guard image.size == first.size else {
            throw DatasetError(
              listed.place, expected: "images of one size, \(first.size) as \(first.place), or `size` in the study",
              found: "\(image.size)")
          }
        } else {
          guard image.size.isAllowed else {
            throw DatasetError(
              listed.place, expected: "\(PixelSize.words) rows and columns, or `size` in the study",
              found: "\(image.size)")
          }
          first = (image.size, listed.place)
        }
        bytes += image.intensities.encodedCount + image.size.rows * image.size.columns
        guard bytes <= Self.maximumBytes else {
          throw DatasetError(
            source.place, expected: "at most \(Self.maximumBytes / 1_000_000_000) GB of prepared images", found: "more")
        }
        guard samples.count < Listing.maximumImages else {
          throw DatasetError(source.place, expected: "at most \(Listing.maximumImages) images", found: "more")
        }
        samples.append(
          Sample(
            image: image, kind: kind, patient: listed.patient, part: listed.part,
            name: listed.pixels.isVolume ? "\(listed.name) slice \(slice)" : listed.name,
            digest: image.digest))
      }
    }
    report("Reading images: \(listing.images.count) of \(listing.images.count)")
    try checkMasks(samples, listing)
    return samples
  }

  /// The slices that a listed image stands for.
  private func slices(
    of stack: PixelStack, _ listed: ListedImage, _ preparation: ImagePreparation
  ) throws -> [Int] {
    guard let slice = listed.slice else { return preparation.slices(of: stack) }
    guard slice < stack.planes.count else {
      throw DatasetError(
        listed.place, expected: "a slice from 0 to \(stack.planes.count - 1)", found: "\(slice)")
    }
    return [slice]
  }

  /// Without any mask there is nothing that a model could be told to look at.
  private func checkMasks(_ samples: [Sample], _ listing: Listing) throws {
    guard !samples.contains(where: { $0.image.labels != nil }) else { return }
    guard listing.images.contains(where: { $0.mask != nil }) else {
      throw DatasetError(source.place, expected: "masks", found: "none")
    }
    let codes = codes.inside.map { "one of the codes " + $0.map(String.init).joined(separator: ", ") } ?? "a code but 0"
    throw DatasetError(source.place, expected: "masks with a pixel inside, of \(codes)", found: "only empty ones")
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
