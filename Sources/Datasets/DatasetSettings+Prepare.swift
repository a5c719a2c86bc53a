import Files
import Images
import Kernels

extension DatasetSettings {
  /// Most bytes of prepared images, without and with what balancing adds.
  static let maximumBytes = 8_000_000_000

  /// Reads the files, crops, resizes, normalises, splits and balances.
  ///
  /// The same files, settings and seed give the same bytes on every machine. In each part classes take turns, so that the first images
  /// of a part are of all classes.
  ///
  /// - Parameters:
  ///   - seed: the split and the order of images follow from it.
  ///   - report: gets a line now and then while images are read.
  /// - Throws: `DatasetError`, one line that names the file, what was expected and what was found.
  public func prepare(seed: UInt64, report: (String) -> Void = { _ in }) throws -> PreparedImages {
    let listing = try list()
    var collector = FindingsCollector()
    let classes = try classList(listing)
    var samples = try read(listing, classes: classes, collector: &collector, report: report)
    try PartAssignment(settings: self, classes: classes, place: source.place)
      .assign(&samples, drawnParts: listing.drawnParts, seed: RandomGenerator.derive(seed, "dataset"))
    return try DatasetAssembly(
      settings: self, classes: classes, samples: samples, collector: collector, notes: listing.notes
    )
    .assembled(seed: RandomGenerator.derive(seed, "dataset"))
  }

  private func list() throws -> Listing {
    switch source {
    case .table(let path): try TableListing.list(path: path)
    case .archive(let path, let names): try ArrayListing.list(archive: path, names: names)
    case .arrays(let names): try ArrayListing.list(files: names)
    case .preprocessed(let paths): try PreprocessedListing.list(paths: paths)
    case .acdc(let directory): try ACDCListing.list(directory: directory, phases: phases)
    }
  }

  /// The classes, each of which some image has.
  private func classList(_ listing: Listing) throws -> [String] {
    let labels = Set(listing.images.map(\.label))
    let known = listing.classOrder.map { $0.filter(labels.contains) } ?? ClassName.sorted(labels)
    let classes = classes ?? known
    for name in classes where !labels.contains(name) {
      throw DatasetError(
        source.place, expected: "images of class \(quoted(name))",
        found: "none; there are " + known.prefix(20).map(quoted).joined(separator: ", "))
    }
    guard ClassName.allowedCount.contains(classes.count) else {
      throw DatasetError(
        source.place, expected: "2 to 100 classes",
        found: "\(classes.count), " + classes.prefix(5).map(quoted).joined(separator: ", "))
    }
    return classes
  }
}
