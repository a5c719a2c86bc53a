/// Compares two independent groups: tests, effect sizes and what describes each group.
///
/// Infinities take part in ranks and medians; what they leave undefined is nil.
/// - Throws: `StatisticsError` where a group is empty or holds a NaN.
public func compareGroups(_ a: [Double], _ b: [Double]) throws -> GroupComparison {
  let test = try mannWhitney(a, b)
  let quartilesA = try Quartiles(a)
  let quartilesB = try Quartiles(b)
  let sizes = (a.count, b.count)
  return GroupComparison(
    countA: a.count, countB: b.count,
    medianA: finite(quartilesA.median), medianB: finite(quartilesB.median),
    lowerQuartileA: finite(quartilesA.lower), upperQuartileA: finite(quartilesA.upper),
    lowerQuartileB: finite(quartilesB.lower), upperQuartileB: finite(quartilesB.upper),
    meanA: finite(try mean(a)), meanB: finite(try mean(b)),
    u: test.u, p: test.p,
    rankBiserial: rankBiserialCorrelation(u: test.u, sizes: sizes),
    commonLanguage: commonLanguageEffectSize(u: test.u, sizes: sizes),
    cohenD: unlessUndefined { try cohenD(a, b) }.flatMap(finite),
    shapiroA: unlessUndefined { try shapiroWilk(a) },
    shapiroB: unlessUndefined { try shapiroWilk(b) })
}

private func finite(_ value: Double) -> Double? {
  value.isFinite ? value : nil
}

/// The groups themselves are known to be valid here: an error only says that this one statistic does not exist for them.
private func unlessUndefined<Value>(_ statistic: () throws -> Value) -> Value? {
  try? statistic()
}
