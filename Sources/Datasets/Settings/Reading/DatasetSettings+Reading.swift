import Documents
import Foundation

extension DatasetSettings {
  private static let names =
    DatasetSource.names + [
      "slices", "frames", "classes", "inside", "regions", "spacing", "crop", "size", "intensities", "color", "split",
      "balance",
    ]

  /// Reads the settings.
  ///
  /// - Parameter directory: what paths start from; nil to leave them as they are written and not to look for files.
  /// - Throws: `DocumentError`.
  package init(_ field: DocumentField, directory: URL?) throws {
    let fields = try field.fields(known: Self.names)
    self.init(source: try DatasetSource(fields, directory: directory))
    try refuseForeignFields(fields)
    slices = try fields["slices"]?.choice(SliceChoice.self) ?? .masked
    phases = try fields["frames"].map(Self.phases) ?? CardiacPhase.allCases
    classes = try fields["classes"].map(Self.classes)
    codes = try RegionCodes(fields, usual: .usual(for: source))
    spacing = try fields["spacing"]?.number(in: 0.01...100)
    crop = try fields["crop"].map(Crop.init)
    size = try fields["size"].map { try PixelSize($0, in: PixelSize.allowed) }
    if let crop, size == nil, !crop.size.isAllowed {
      throw field.error(
        expected: "`size` beside a crop that has not \(PixelSize.words) rows and columns", found: "none")
    }
    intensities = try fields["intensities"].map(IntensityScaling.init)
    color = try fields["color"]?.choice(ColorMode.self)
    shares = try fields["split"].map(PartShares.init)
    balance = try fields["balance"]?.choice(ClassBalance.self) ?? .none
  }

  /// What the source cannot make use of is a misunderstanding.
  private func refuseForeignFields(_ fields: DocumentFields) throws {
    if !source.hasVolumes {
      for name in ["slices", "spacing"] {
        try fields[name]?.refuse("since arrays have no volumes")
      }
    }
    if case .acdc = source { return }
    try fields["frames"]?.refuse("since only `acdc` has frames")
  }

  private static func phases(_ field: DocumentField) throws -> [CardiacPhase] {
    let phases = try field.items(expected: "frames, ED and ES").map { try $0.choice(CardiacPhase.self) }
    guard Set(phases).count == phases.count else { throw field.error(expected: "each frame once") }
    return phases
  }

  private static func classes(_ field: DocumentField) throws -> [String] {
    var names: [String] = []
    for item in try field.items(expected: "names of classes") {
      let name = try item.text(expected: ClassName.words, where: ClassName.isGood)
      guard !names.contains(name) else { throw item.error(expected: "each class once") }
      names.append(name)
    }
    guard ClassName.allowedCount.contains(names.count) else {
      throw field.error(expected: "2 to 100 classes", found: "\(names.count)")
    }
    return names
  }
}

extension DocumentField {
  /// Throws that the field does not belong here, for this reason.
  func refuse(_ reason: String) throws {
    throw error(expected: "none, \(reason)", found: "one")
  }

  /// A list of just two, which `expected` describes in errors.
  func pair(expected: String) throws -> (DocumentField, DocumentField) {
    guard let items = try? items(expected: expected), items.count == 2 else { throw error(expected: expected) }
    return (items[0], items[1])
  }
}
