/// Gives every sample its part.
struct PartAssignment {
  let settings: DatasetSettings
  let classes: [String]
  /// What errors name.
  let place: String

  /// - Parameter drawnParts: the parts among which samples without part are drawn.
  /// - Throws: `DatasetError` where a patient is in two parts, or a part lacks a class.
  func assign(_ samples: inout [Sample], drawnParts: [DatasetPart], seed: UInt64) throws {
    let shares = try shares(drawnParts)
    try checkPatients(samples, drawnParts: drawnParts)
    if !drawnParts.isEmpty { try draw(&samples, drawnParts, shares, seed: seed) }
    for part in DatasetPart.allCases {
      for (kind, name) in classes.enumerated() where !samples.contains(where: { $0.part == part && $0.kind == kind }) {
        throw DatasetError(
          place, expected: "images of every class in every part",
          found: "none of class \(quoted(name)) in \(part.rawValue)")
      }
    }
  }

  /// The share of each part that is drawn; their sum is 1.
  private func shares(_ drawnParts: [DatasetPart]) throws -> [Double] {
    if drawnParts.isEmpty, settings.shares != nil {
      throw DatasetError(place, expected: "no `split` in the study, since the files say the parts", found: "one")
    }
    let shares = settings.shares ?? .usual
    if drawnParts.contains(.test), shares.test == nil {
      throw DatasetError(place, expected: "`split.test`, since the files do not say what is to test", found: "none")
    }
    if !drawnParts.contains(.test), let given = settings.shares, given.test != nil {
      throw DatasetError(place, expected: "no `split.test`, since the files say what is to test", found: "one")
    }
    let parts = [shares.training, shares.validation, shares.test ?? 0]
    let drawn = drawnParts.map { parts[$0.index] }
    let sum = drawn.reduce(0, +)
    return drawn.map { $0 / sum }
  }

  /// A patient is in one part, and not half given and half drawn.
  private func checkPatients(_ samples: [Sample], drawnParts: [DatasetPart]) throws {
    var parts: [Patient: DatasetPart?] = [:]
    for sample in samples {
      guard let part = parts[sample.patient] else {
        parts[sample.patient] = .some(sample.part)
        continue
      }
      guard part == sample.part else {
        let names = [part, sample.part].map { $0?.rawValue ?? "training or validation" }
        throw DatasetError(
          place, expected: "all images of \(sample.patient.words) in one part",
          found: "some in \(names[0]) and some in \(names[1])")
      }
    }
  }

  private func draw(_ samples: inout [Sample], _ parts: [DatasetPart], _ shares: [Double], seed: UInt64) throws {
    var places: [Patient: Int] = [:]
    var counts: [[Int]] = []
    for sample in samples where sample.part == nil {
      let index = places[sample.patient, default: counts.count]
      if index == counts.count {
        places[sample.patient] = index
        counts.append([Int](repeating: 0, count: classes.count))
      }
      counts[index][sample.kind] += 1
    }
    for (kind, name) in classes.enumerated() {
      let patients = counts.count { $0[kind] > 0 }
      guard patients >= parts.count else {
        throw DatasetError(
          place,
          expected: "at least \(parts.count) patients of class \(quoted(name)), one for each of "
            + parts.map(\.rawValue).joined(separator: ", "), found: "\(patients)")
      }
    }
    guard let drawn = PatientSplit.parts(counts: counts, shares: shares, seed: seed) else {
      throw DatasetError(
        place, expected: "patients that can be split so that every part has every class",
        found: "too few whose images are not of several classes")
    }
    for index in samples.indices {
      guard let patient = places[samples[index].patient], samples[index].part == nil else { continue }
      samples[index].part = parts[drawn[patient]]
    }
  }
}
