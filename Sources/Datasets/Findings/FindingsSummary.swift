import Images

/// Works out what was found from the prepared images.
struct FindingsSummary {
  /// Most pairs of the same pixels that are named.
  private static let mostDuplicates = 20

  let settings: DatasetSettings
  let samples: [Sample]
  /// For each part, the images of each class, before and after balancing.
  let parts: [(all: [[Int]], balanced: [[Int]])]
  let format: ImageFormat
  let collector: FindingsCollector
  let notes: [String]

  var findings: DatasetFindings {
    let duplicates = duplicates
    var findings = DatasetFindings(
      classes: format.classes, parts: zip(DatasetPart.allCases, parts).map(summary), leftOut: collector.leftOut,
      sourceSizes: collector.sourceSizes, insideShares: insideShares,
      lowestIntensity: Double(collector.lowest), highestIntensity: Double(collector.highest), rows: format.height,
      columns: format.width, channels: format.channels, bits: format.bits, duplicateCount: duplicates.count,
      duplicates: duplicates.first, warnings: [])
    findings.warnings =
      DatasetWarnings(
        findings: findings, settings: settings, samples: samples, collector: collector
      ).all + notes
    return findings
  }

  private func summary(_ part: DatasetPart, _ images: (all: [[Int]], balanced: [[Int]])) -> DatasetFindings.Part {
    let own = images.all.flatMap { $0 }
    return DatasetFindings.Part(
      part: part, images: images.balanced.map(\.count), imagesBeforeBalance: images.all.map(\.count),
      patients: Set(own.map { samples[$0].patient }).count,
      withoutMask: own.count { samples[$0].image.labels == nil && !samples[$0].image.isMaskEmpty },
      emptyMasks: own.count { samples[$0].image.isMaskEmpty })
  }

  private var insideShares: [DatasetFindings.Spread?] {
    var shares = [[Double]](repeating: [], count: format.classes.count)
    for sample in samples where sample.image.labels != nil { shares[sample.kind].append(sample.image.insideShare) }
    return shares.map { shares in
      let sorted = shares.sorted()
      guard let minimum = sorted.first, let maximum = sorted.last else { return nil }
      let median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
      return DatasetFindings.Spread(minimum: minimum, median: median, maximum: maximum)
    }
  }

  /// Images whose pixels another part has as well: their number, and the first of them beside one of the other part.
  private var duplicates: (count: Int, first: [DatasetFindings.Duplicate]) {
    var firsts: [String: Sample] = [:]
    var count = 0
    var pairs: [DatasetFindings.Duplicate] = []
    for sample in samples {
      guard let first = firsts[sample.digest] else {
        firsts[sample.digest] = sample
        continue
      }
      guard let firstPart = first.part, let part = sample.part, firstPart != part else { continue }
      count += 1
      if pairs.count < Self.mostDuplicates {
        pairs.append(.init(first: first.name, firstPart: firstPart, second: sample.name, secondPart: part))
      }
    }
    return (count, pairs)
  }
}
