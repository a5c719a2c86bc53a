import Images

/// Puts prepared images together into the three datasets.
struct DatasetAssembly {
  let settings: DatasetSettings
  let classes: [String]
  /// Every sample has its part.
  var samples: [Sample]
  let collector: FindingsCollector
  let notes: [String]

  /// - Throws: `DatasetError` where balancing makes too many images.
  func assembled(seed: UInt64) throws -> PreparedImages {
    // There is at least one image: every part has every class.
    let size = samples.first?.image.size ?? PixelSize(rows: 0, columns: 0)
    let isColor = settings.color.map { $0 == .rgb } ?? samples.contains { $0.image.channels == 3 }
    let isExact = samples.allSatisfy { $0.image.intensities.bits == 8 }
    let format = ImageFormat(
      height: size.rows, width: size.columns, channels: isColor ? 3 : 1, bits: isExact ? 8 : 16, classes: classes,
      segments: segments)
    let orders = try orders(format, seed: seed)
    let sets = orders.map { dataset($0.order, format) }
    let findings = FindingsSummary(
      settings: settings, samples: samples, parts: orders.map { ($0.all, $0.balanced) }, format: format,
      collector: collector, notes: notes
    ).findings
    return PreparedImages(training: sets[0], validation: sets[1], test: sets[2], findings: findings)
  }

  /// For each part, its images by class, the same after balancing, and the order that follows.
  private func orders(
    _ format: ImageFormat, seed: UInt64
  ) throws -> [(all: [[Int]], balanced: [[Int]], order: [Int])] {
    var byPart = [[[Int]]](repeating: [[Int]](repeating: [], count: classes.count), count: 3)
    for (index, sample) in samples.enumerated() {
      if let part = sample.part { byPart[part.index][sample.kind].append(index) }
    }
    let orders = DatasetPart.allCases.map { part in
      let all = ImageOrder.shuffled(byPart[part.index], part: part, seed: seed)
      let balanced = part == .training ? settings.balance.apply(all) : all
      return (all: all, balanced: balanced, order: ImageOrder.takingTurns(balanced))
    }
    let count = orders.reduce(0) { $0 + $1.order.count }
    let bytes = ImageDataset.encodedSize(format, hasMarkers: false, count: count)
    guard bytes <= DatasetSettings.maximumBytes else {
      throw DatasetError(
        settings.source.place,
        expected: "at most \(DatasetSettings.maximumBytes / 1_000_000_000) GB of prepared images",
        found: "\(bytes / 1_000_000) MB in \(count) images of \(format.bits) bits and \(format.channels) channels")
    }
    return orders
  }

  private func dataset(_ order: [Int], _ format: ImageFormat) -> ImageDataset {
    var labels: [UInt8] = []
    labels.reserveCapacity(order.count * format.pixelsPerImage)
    for index in order {
      labels += samples[index].image.labels ?? [UInt8](repeating: 0, count: format.pixelsPerImage)
    }
    return ImageDataset(
      format: format, intensities: intensities(order, format), labels: labels, classes: order.map { samples[$0].kind },
      hasMask: order.map { samples[$0].image.labels != nil }, names: order.map { samples[$0].name })
  }

  private func intensities(_ order: [Int], _ format: ImageFormat) -> Intensities {
    func gathered<Value: FixedWidthInteger>(_ values: (Intensities) -> [Value]) -> [Value] {
      var all: [Value] = []
      all.reserveCapacity(order.count * format.valuesPerImage)
      for index in order {
        let image = samples[index].image
        let own = values(image.intensities)
        if image.channels == format.channels {
          all += own
        } else {
          for value in own { all += repeatElement(value, count: format.channels) }
        }
      }
      return all
    }
    return format.bits == 8 ? .bytes(gathered(\.asBytes)) : .words(gathered(\.asWords))
  }

  /// The codes that masks have, and what they stand for.
  private var segments: [Segment] {
    let regions = settings.codes.regions
    var isThere = [Bool](repeating: false, count: 256)
    for sample in samples { for code in sample.image.labels ?? [] { isThere[Int(code)] = true } }
    return (1...255).compactMap { number in
      guard isThere[number], let region = regions[number] else { return nil }
      let code = UInt8(number)
      return Segment(code: code, name: settings.source.segmentName(code), region: region)
    }
  }
}

extension DatasetSource {
  /// What a code of a mask is called.
  fileprivate func segmentName(_ code: UInt8) -> String {
    let known: [UInt8: String] =
      switch self {
      case .acdc: [1: "right cavity", 2: "myocardium", 3: "left cavity"]
      case .preprocessed:
        [
          11: "left cavity", 12: "right cavity", 13: "left heart wall", 14: "right heart wall", 15: "body fat",
          16: "marker",
        ]
      case .table, .archive, .arrays: [:]
      }
    return known[code] ?? "code \(code)"
  }
}

extension Intensities {
  /// Bits of a number.
  var bits: Int {
    switch self {
    case .bytes: 8
    case .words: 16
    }
  }

  /// The number of bytes that they take.
  var encodedCount: Int { count * (bits / 8) }

  /// Numbers of 8 bits; none of others, of which no dataset of 8 bits is made.
  fileprivate var asBytes: [UInt8] {
    if case .bytes(let values) = self { values } else { [] }
  }

  /// Numbers of 16 bits; 8 bits are stretched to them, so that 255 is white again.
  var asWords: [UInt16] {
    switch self {
    case .bytes(let values): values.map { UInt16($0) * 257 }
    case .words(let values): values
    }
  }
}
