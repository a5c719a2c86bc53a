extension DatasetSettings {
  /// Reads and prepares all images of the classes.
  func read(
    _ listing: Listing, classes: [String], collector: inout FindingsCollector, report: (String) -> Void
  ) throws -> [Sample] {
    let kinds = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    let images = listing.images.filter { kinds[$0.label] != nil }
    collector.leftOut = listing.images.count - images.count
    var reader = StackReader()
    var samples = SampleList(place: source.place)
    var number = 0
    // Rows of one volume stand together, so that it is read and scaled once.
    for group in Self.groups(images) {
      let stack = try reader.read(group[group.startIndex])
      let preparation = try ImagePreparation(self, stack, place: group[group.startIndex].place)
      var count = 0
      for listed in group {
        if number.isMultiple(of: max(images.count / 10, 1)) { report("Reading images: \(number) of \(images.count)") }
        number += 1
        for slice in try slices(of: stack, listed, preparation) {
          count += 1
          // Only images of the classes are among these.
          try samples.add(preparation.image(of: slice), listed, slice: slice, kind: kinds[listed.label] ?? 0)
        }
      }
      collector.add(stack, slices: count, settings: self)
    }
    report("Reading images: \(images.count) of \(images.count)")
    try checkMasks(samples.all, images)
    return samples.all
  }

  /// Images that follow each other and are of the same file, with the same mask.
  private static func groups(_ images: [ListedImage]) -> [ArraySlice<ListedImage>] {
    var groups: [ArraySlice<ListedImage>] = []
    var start = 0
    for end in 1...max(images.count, 1) where end <= images.count {
      if end == images.count || images[end].pixels != images[start].pixels || images[end].mask != images[start].mask {
        groups.append(images[start..<end])
        start = end
      }
    }
    return groups
  }

  /// The slices that a listed image stands for.
  private func slices(
    of stack: PixelStack, _ listed: ListedImage, _ preparation: ImagePreparation
  ) throws -> [Int] {
    guard let slice = listed.slice else { return preparation.slices }
    guard slice < stack.planes.count else {
      throw DatasetError(
        listed.place, expected: "a slice from 0 to \(stack.planes.count - 1)", found: "\(slice)")
    }
    return [slice]
  }

  /// Without any mask there is nothing that a model could be told to look at.
  private func checkMasks(_ samples: [Sample], _ images: [ListedImage]) throws {
    guard !samples.contains(where: { $0.image.labels != nil }) else { return }
    guard images.contains(where: { $0.mask != nil }) else {
      throw DatasetError(source.place, expected: "masks", found: "none")
    }
    let codes = codes.inside.map { "one of the codes " + $0.map(String.init).joined(separator: ", ") } ?? "a code but 0"
    throw DatasetError(source.place, expected: "masks with a pixel inside, of \(codes)", found: "only empty ones")
  }
}
