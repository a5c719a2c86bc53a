/// What a comparison becomes when the outliers of both groups are left out: a check, not a result, of its own.
public struct OutlierSensitivity: Codable, Sendable, Equatable {
  /// How many interquartile ranges beyond its group's quartiles a value had to be.
  public var factor: Double
  /// Positions, from 0, of the values left out of the first and of the second group.
  public var outliersA: [Int]
  public var outliersB: [Int]
  /// The comparison of the values that stay.
  public var comparison: GroupComparison

  public init(factor: Double, outliersA: [Int], outliersB: [Int], comparison: GroupComparison) {
    self.factor = factor
    self.outliersA = outliersA
    self.outliersB = outliersB
    self.comparison = comparison
  }
}

/// Repeats `compareGroups` without each group's own outliers, once for each factor.
///
/// - Throws: `StatisticsError` where a group is empty or holds a NaN, or where a factor is negative, infinite or NaN.
public func outlierSensitivity(
  _ a: [Double], _ b: [Double], factors: [Double] = [1.5, 5]
) throws -> [OutlierSensitivity] {
  try requireNumbers(a, called: SampleName.first)
  try requireNumbers(b, called: SampleName.second)
  return try factors.map { factor in
    let (outliersA, outliersB) = (try outliers(a, beyond: factor), try outliers(b, beyond: factor))
    return OutlierSensitivity(
      factor: factor, outliersA: outliersA, outliersB: outliersB,
      comparison: try compareGroups(values(of: a, without: outliersA), values(of: b, without: outliersB)))
  }
}

private func values(of sample: [Double], without positions: [Int]) -> [Double] {
  let left = Set(positions)
  return sample.indices.filter { !left.contains($0) }.map { sample[$0] }
}
