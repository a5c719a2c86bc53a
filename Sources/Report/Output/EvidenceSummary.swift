import Statistics

/// Every statistic of a comparison in JSON. Differences are those of `b`, the arm, less `a`, the reference; null where a statistic
/// does not exist.
struct EvidenceSummary: Encodable {
  let comparison: ArmComparison
  let evidence: Evidence

  enum Key: String, CodingKey {
    case isPrimary = "is_primary"
    case isMatched = "is_matched"
    case test, p
    case holmP = "p_holm"
    case isShown = "is_shown"
    case shift, pairs
    case signedRank = "signed_rank"
    case pairedShift = "paired_shift"
    case pairedMedianDifference = "paired_median_difference"
    case brunnerMunzel = "brunner_munzel"
    case groupShift = "group_shift"
    case medianDifference = "median_difference"
    case commonLanguage = "cles"
    case cliffsDelta = "cliffs_delta"
    case withoutOutliers = "without_outliers"
    case trialsNeeded = "trials_needed"
    case failures
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(comparison.isPrimary, forKey: .isPrimary)
    try container.encode(comparison.isMatched, forKey: .isMatched)
    try container.encode(evidence.mainTest.rawValue, forKey: .test)
    try container.encode(evidence.p, forKey: .p)
    try container.encode(comparison.adjustedP, forKey: .holmP)
    try container.encode(comparison.isShown, forKey: .isShown)
    try container.encode(evidence.shift, forKey: .shift)
    try container.encode(evidence.differences.count, forKey: .pairs)
    try container.encode(evidence.signedRank, forKey: .signedRank)
    try container.encode(evidence.pairedShift, forKey: .pairedShift)
    try container.encode(evidence.pairedMedianDifference, forKey: .pairedMedianDifference)
    try container.encode(evidence.brunnerMunzel, forKey: .brunnerMunzel)
    try container.encode(evidence.groupShift, forKey: .groupShift)
    try container.encode(evidence.medianDifference, forKey: .medianDifference)
    try container.encode(evidence.commonLanguage, forKey: .commonLanguage)
    try container.encode(evidence.cliffsDelta, forKey: .cliffsDelta)
    try container.encode(evidence.sensitivity, forKey: .withoutOutliers)
    try container.encode(evidence.trialsNeeded, forKey: .trialsNeeded)
    try container.encode(comparison.failures.map(FailureSummary.init), forKey: .failures)
  }
}

/// A comparison with failures as outcomes in JSON: the arm first, the reference second.
struct FailureSummary: Encodable {
  let failures: FailureEvidence

  init(_ failures: FailureEvidence) {
    self.failures = failures
  }

  enum Key: String, CodingKey {
    case groups, pairs, p
    case holmP = "p_holm"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(failures.groups, forKey: .groups)
    try container.encode(failures.pairs, forKey: .pairs)
    try container.encode(failures.p, forKey: .p)
    try container.encode(failures.adjustedP, forKey: .holmP)
  }
}
