/// What should be thought about before anything is trained.
struct DatasetWarnings {
  /// How many times as many images as the smallest class the largest may have.
  private static let largestRatio = 3
  /// The shares of an image beyond which a mask is hardly a place to look at.
  private static let usualShares = 0.001...0.8
  /// So many patients of a class say little of others.
  private static let fewPatients = 5

  let findings: DatasetFindings
  let settings: DatasetSettings
  let samples: [Sample]
  let collector: FindingsCollector

  var all: [String] {
    [imbalance, duplicates, coverage, withoutMask, emptyMasks, volumes, uniform, fewPatients, unnamed].flatMap { $0 }
  }

  private var imbalance: [String] {
    guard settings.balance == .none, let images = findings.parts.first?.images, let most = images.max(),
      let least = images.min(),
      let largest = images.firstIndex(of: most), let smallest = images.firstIndex(of: least),
      most > Self.largestRatio * least
    else { return [] }
    let (large, small) = (findings.classes[largest], findings.classes[smallest])
    return [
      "Classes are unbalanced in training: \(most) images of \(large), \(least) of \(small); `balance` can even that out."
    ]
  }

  private var duplicates: [String] {
    guard let first = findings.duplicates.first else { return [] }
    let words = Self.count(findings.duplicateCount, "image has", "images have")
    return [
      "\(words) the same pixels as one in another part, such as \(first.second) (\(first.secondPart.rawValue)) and \(first.first) "
        + "(\(first.firstPart.rawValue)): the parts are not independent."
    ]
  }

  private var coverage: [String] {
    let masked = samples.filter { $0.image.labels != nil }
    return [
      (masked.filter { $0.image.insideShare > Self.usualShares.upperBound }, "more than 80 %"),
      (masked.filter { $0.image.insideShare < Self.usualShares.lowerBound }, "less than 0.1 %"),
    ].compactMap { samples, words in
      guard let first = samples.first else { return nil }
      return
        "\(Self.count(samples.count, "mask covers", "masks cover")) \(words) of the image, such as that of \(first.name)."
    }
  }

  private var withoutMask: [String] {
    let count = findings.parts.reduce(0) { $0 + $1.withoutMask }
    guard count > 0 else { return [] }
    return [
      "\(Self.count(count, "image has", "images have")) no mask: no heatmap loss, and no measure of where a model looks."
    ]
  }

  private var emptyMasks: [String] {
    guard let first = samples.first(where: { $0.image.isMaskEmpty }) else { return [] }
    let count = findings.parts.reduce(0) { $0 + $1.emptyMasks }
    return [
      "\(Self.count(count, "mask has", "masks have")) nothing inside, such as that of \(first.name); treated as images without mask."
    ]
  }

  private var volumes: [String] {
    var warnings: [String] = []
    if collector.volumesWithoutMask > 0 {
      let words = Self.count(collector.volumesWithoutMask, "volume has", "volumes have")
      warnings.append("\(words) no mask that could choose slices: the middle one is taken.")
    }
    if collector.volumesWithoutSlices > 0 {
      let words = Self.count(collector.volumesWithoutSlices, "volume has", "volumes have")
      warnings.append("\(words) no slice with something inside: no image comes from there.")
    }
    if settings.spacing != nil, !collector.hasVolumes {
      warnings.append("`spacing` has no effect: no file is a volume.")
    }
    return warnings
  }

  private var uniform: [String] {
    guard collector.uniform > 0 else { return [] }
    return [
      "\(Self.count(collector.uniform, "image or volume has", "images or volumes have")) one intensity everywhere."
    ]
  }

  private var fewPatients: [String] {
    findings.parts.compactMap { part in
      var patients = [Set<Patient>](repeating: [], count: findings.classes.count)
      for sample in samples where sample.part == part.part { patients[sample.kind].insert(sample.patient) }
      guard let (kind, fewest) = patients.enumerated().min(by: { $0.element.count < $1.element.count }),
        fewest.count < Self.fewPatients
      else { return nil }
      let words = Self.count(fewest.count, "patient", "patients")
      return "Few patients in \(part.part.rawValue): \(words) of \(findings.classes[kind])."
    }
  }

  private var unnamed: [String] {
    let count = samples.count { if case .unnamed = $0.patient { true } else { false } }
    guard count > 0 else { return [] }
    return [
      "\(Self.count(count, "image names", "images name")) no patient: each file counts as a patient of its own, and images of one "
        + "person may be in several parts."
    ]
  }

  private static func count(_ number: Int, _ one: String, _ several: String) -> String {
    "\(number) \(number == 1 ? one : several)"
  }
}
