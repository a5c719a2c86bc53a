/// Adjusts the p-values of one family of tests so that the probability of any false alarm among them stays below the
/// level each is compared with (Holm, Scandinavian Journal of Statistics 6, 1979).
///
/// The smallest of m p-values is multiplied by m, the next by m - 1, and so on; none falls below the one before it, and
/// none exceeds 1.
/// - Parameter pValues: nil for a comparison that has no p: it is left out of the family and stays nil.
/// - Returns: adjusted p-values in the same order.
/// - Throws: `StatisticsError` where a value is NaN or outside 0...1.
public func holm(_ pValues: [Double?]) throws -> [Double?] {
  for case let p? in pValues where !(0...1).contains(p) {
    throw StatisticsError("p-values", .unexpected(expected: "numbers from 0 to 1", found: "\(p)"))
  }
  let family = pValues.enumerated()
    .compactMap { index, p in p.map { (index: index, p: $0) } }
    .sorted { $0.p < $1.p }
  var adjusted = [Double?](repeating: nil, count: pValues.count)
  var highest = 0.0
  for (rank, test) in family.enumerated() {
    highest = max(highest, min(test.p * Double(family.count - rank), 1))
    adjusted[test.index] = highest
  }
  return adjusted
}
