/// Trials of two matched arms with the same place in both.
struct Pairs: Sendable {
  /// Outcomes of the arm and of the reference, in the order of the trials; nil for a failed one.
  let outcomes: [(arm: Double?, reference: Double?)]

  init(_ arm: [Int: Double?], _ reference: [Int: Double?]) {
    outcomes = Set(arm.keys).intersection(reference.keys).sorted().map {
      (arm: arm[$0] ?? nil, reference: reference[$0] ?? nil)
    }
  }

  /// Where both have a value: the arm's less the reference's.
  var differences: [Double] {
    outcomes.compactMap { pair in
      guard let arm = pair.arm, let reference = pair.reference else { return nil }
      return arm - reference
    }
  }
}
