/// What two independent groups of numbers look like beside each other.
///
/// Medians and ranks stand beside means because one outlier can turn the means round. A number that does not exist or is
/// not finite is nil, and null in JSON.
public struct GroupComparison: Codable, Sendable, Equatable {
  /// Values in the first and in the second group.
  public var countA: Int
  public var countB: Int
  /// Medians, in the values' unit.
  public var medianA: Double?
  public var medianB: Double?
  /// Quartiles, in the values' unit, interpolated linearly.
  public var lowerQuartileA: Double?
  public var upperQuartileA: Double?
  public var lowerQuartileB: Double?
  public var upperQuartileB: Double?
  /// Means, in the values' unit.
  public var meanA: Double?
  public var meanB: Double?
  /// Mann-Whitney U of the first group: pairs in which its value is higher, a tied pair counting one half.
  public var u: Double
  /// Two-sided p of the Mann-Whitney U test, by SciPy's rule exact or asymptotic.
  public var p: Double
  /// Rank-biserial correlation, -1 to 1; positive where the first group tends to be higher.
  public var rankBiserial: Double
  /// Common-language effect size: probability that a value of the first group is higher than one of the second.
  public var commonLanguage: Double
  /// Cohen's d with pooled standard deviation; nil where no spread or an infinite value leaves it undefined.
  public var cohenD: Double?
  /// Shapiro-Wilk test of each group; nil for fewer than 3 or more than 5,000 values, constant or infinite ones.
  public var shapiroA: ShapiroWilk?
  public var shapiroB: ShapiroWilk?

  private enum CodingKeys: String, CodingKey {
    case countA = "n_a"
    case countB = "n_b"
    case medianA = "median_a"
    case medianB = "median_b"
    case lowerQuartileA = "q1_a"
    case upperQuartileA = "q3_a"
    case lowerQuartileB = "q1_b"
    case upperQuartileB = "q3_b"
    case meanA = "mean_a"
    case meanB = "mean_b"
    case u
    case p
    case rankBiserial = "rank_biserial"
    case commonLanguage = "cles"
    case cohenD = "cohen_d"
    case shapiroA = "shapiro_a"
    case shapiroB = "shapiro_b"
  }

  /// Writes every key, with null for nil: a reader never has to ask whether a key is there.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(countA, forKey: .countA)
    try container.encode(countB, forKey: .countB)
    try container.encode(medianA, forKey: .medianA)
    try container.encode(medianB, forKey: .medianB)
    try container.encode(lowerQuartileA, forKey: .lowerQuartileA)
    try container.encode(upperQuartileA, forKey: .upperQuartileA)
    try container.encode(lowerQuartileB, forKey: .lowerQuartileB)
    try container.encode(upperQuartileB, forKey: .upperQuartileB)
    try container.encode(meanA, forKey: .meanA)
    try container.encode(meanB, forKey: .meanB)
    try container.encode(u, forKey: .u)
    try container.encode(p, forKey: .p)
    try container.encode(rankBiserial, forKey: .rankBiserial)
    try container.encode(commonLanguage, forKey: .commonLanguage)
    try container.encode(cohenD, forKey: .cohenD)
    try container.encode(shapiroA, forKey: .shapiroA)
    try container.encode(shapiroB, forKey: .shapiroB)
  }
}
