/// Outcome of the two-sided Brunner-Munzel test.
public struct BrunnerMunzel: Codable, Sendable, Equatable {
  /// Why the test has no statistic: neither sample's placements vary, so that there is no variance to divide by.
  public enum Undefined: String, Codable, Sendable, CaseIterable {
    /// Every value of one sample is higher than every value of the other. (SciPy: infinite statistic, p NaN.)
    case separated
    /// All values of both samples are the same. (SciPy: both NaN.)
    case constant
  }

  /// Estimated probability that a value of the second sample is higher than one of the first, ties counting one half.
  public var probability: Double
  /// Studentised distance of `probability` from one half; positive where the second sample tends to be higher.
  public var statistic: Double?
  /// Degrees of freedom of Student's t, by Satterthwaite's approximation.
  public var degreesOfFreedom: Double?
  /// Probability of a statistic at least this far from 0, were neither sample more likely to be higher.
  public var p: Double?
  /// Why statistic, degrees of freedom and p are nil; nil where they are not.
  public var undefined: Undefined?

  public init(
    probability: Double, statistic: Double? = nil, degreesOfFreedom: Double? = nil, p: Double? = nil,
    undefined: Undefined? = nil
  ) {
    self.probability = probability
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
    self.p = p
    self.undefined = undefined
  }
}

/// Tests whether a value of one sample is as likely to be the higher as the lower of two, also where the samples'
/// spreads differ, which the Mann-Whitney test takes to be equal (Brunner and Munzel, Biometrical Journal 42, 2000).
/// Two-sided, by Student's t.
///
/// Infinities have their place in the order like any other value.
/// - Throws: `StatisticsError` where a sample has fewer than 2 values or holds a NaN.
public func brunnerMunzel(_ a: [Double], _ b: [Double]) throws -> BrunnerMunzel {
  let placements = try Placements(a, b, atLeast: 2)
  let probability = placements.probabilityThatSecondIsHigher
  let (countA, countB) = (Double(a.count), Double(b.count))
  // Variances of the placements, each times its sample's size.
  let spreadA = countA * squaredDeviations(ofScaled: placements.a) / (countA - 1)
  let spreadB = countB * squaredDeviations(ofScaled: placements.b) / (countB - 1)
  let spread = spreadA + spreadB
  guard spread > 0 else {
    return BrunnerMunzel(probability: probability, undefined: probability == 0.5 ? .constant : .separated)
  }
  let statistic = countA * countB * (probability - 0.5) / spread.squareRoot()
  let degreesOfFreedom =
    spread * spread / (spreadA * spreadA / (countA - 1) + spreadB * spreadB / (countB - 1))
  let p = 2 * StudentT.upperTail(abs(statistic), degreesOfFreedom: degreesOfFreedom)
  return BrunnerMunzel(
    probability: probability, statistic: statistic, degreesOfFreedom: degreesOfFreedom, p: min(p, 1))
}
