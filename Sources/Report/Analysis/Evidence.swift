import Statistics

/// Every statistic of a comparison between the kept models of an arm and of its reference. A statistic that does not exist for
/// these numbers is nil.
struct Evidence: Sendable {
  static let significance = 0.05

  /// The test whose p is corrected and reported first.
  enum MainTest: String, Sendable {
    /// Of matched arms.
    case signedRank = "wilcoxon_signed_rank"
    /// Of arms that are not matched, or have no pair in which both models are kept.
    case mannWhitney = "mann_whitney"

    var title: String { self == .signedRank ? "Wilcoxon signed-rank test" : "Mann–Whitney U test" }
  }

  let mainTest: MainTest
  /// Of the main test, two-sided, not corrected.
  let p: Double
  /// Arm less reference: of the pairs for a signed-rank test, else of all pairings of the two groups.
  let shift: HodgesLehmann?

  // Pairs of matched arms in which both models are kept.
  let differences: [Double]
  let signedRank: WilcoxonSignedRank?
  let pairedShift: HodgesLehmann?
  let pairedMedianDifference: BootstrapInterval?

  // The two groups, matched or not.
  let groups: GroupComparison
  let brunnerMunzel: BrunnerMunzel?
  let groupShift: HodgesLehmann?
  let medianDifference: BootstrapInterval?
  let commonLanguage: BootstrapInterval?
  let sensitivity: [OutlierSensitivity]
  /// By the main test, for a power of 80 % and of 90 %; models an arm, or pairs.
  let trialsNeeded: [TrialsNeeded]

  /// - Parameter pairs: nil for arms that are not matched.
  /// - Throws: `StatisticsError` where the groups cannot be compared at all.
  init(arm: [Double], reference: [Double], pairs: Pairs?, resampling: Resampling) throws {
    groups = try compareGroups(arm, reference)
    brunnerMunzel = try? Statistics.brunnerMunzel(reference, arm)
    groupShift = try? hodgesLehmannShift(arm, reference)
    medianDifference = try? bootstrapMedianDifference(arm, reference, resampling)
    commonLanguage = try? bootstrapCommonLanguage(arm, reference, resampling)
    sensitivity = (try? outlierSensitivity(arm, reference)) ?? []

    let differences = pairs?.differences ?? []
    self.differences = differences
    signedRank = try? wilcoxonSignedRank(differences)
    pairedShift = try? hodgesLehmannPaired(differences)
    pairedMedianDifference = try? bootstrapMedian(differences, resampling)
    if let signedRank {
      (mainTest, p, shift) = (.signedRank, signedRank.p, pairedShift)
      trialsNeeded = [0.8, 0.9].compactMap { try? pairsNeeded(differences, power: $0) }
    } else {
      (mainTest, p, shift) = (.mannWhitney, groups.p, groupShift)
      trialsNeeded = [0.8, 0.9].compactMap { try? Statistics.trialsNeeded(arm, reference, power: $0) }
    }
  }

  /// Cliff's delta: the chance that the arm's model is the higher of two less the chance that it is the lower.
  var cliffsDelta: Double { groups.rankBiserial }

  /// The smallest p that the main test can give with so many models, whatever they show; nil where it has no exact p.
  var smallestPossibleP: Double? {
    if let signedRank {
      return signedRank.method == .exact ? min(1, 2 * power(0.5, signedRank.count)) : nil
    }
    let (smaller, larger) = (min(groups.countA, groups.countB), max(groups.countA, groups.countB))
    guard smaller <= 8 else { return nil }
    // One over the number of ways to choose which values are the first group's.
    let ways = (1...smaller).reduce(1.0) { $0 * Double(larger + $1) / Double($1) }
    return min(1, 2 / ways)
  }

  /// Whether even the clearest outcome would be lost in the correction, were it the smallest p of a family of this size.
  func cannotBeShown(amongst family: Int) -> Bool {
    smallestPossibleP.map { $0 * Double(family) >= Self.significance } ?? false
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
