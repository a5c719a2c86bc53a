/// Outcome of Fisher's two-sided exact test of a 2 x 2 table.
public struct FisherExact: Codable, Sendable, Equatable {
  /// Sample odds ratio: the odds in the first row over those in the second. Nil where it is infinite or undefined.
  public var oddsRatio: Double?
  /// Probability, given the table's margins, of a table at most as probable as this one; 1 where a row or column is
  /// empty.
  public var p: Double

  public init(oddsRatio: Double?, p: Double) {
    self.oddsRatio = oddsRatio
    self.p = p
  }
}

/// Tests whether two groups have the same rate of events (Fisher, Journal of the Royal Statistical Society 98, 1935).
/// Two-sided, by the probabilities of all tables with the same margins.
///
/// - Parameters:
///   - first: the first group's trials with and without the event.
///   - second: the same of the second group.
/// - Throws: `StatisticsError` where a count is negative or all together exceed a million.
public func fisherExact(_ first: (Int, Int), _ second: (Int, Int)) throws -> FisherExact {
  let limit = 1_000_000
  let counts = [first.0, first.1, second.0, second.1]
  for count in counts {
    guard count >= 0 else {
      throw StatisticsError("table", .unexpected(expected: "counts of 0 or more", found: "\(count)"))
    }
    guard count <= limit else { throw StatisticsError("table", .tooMany(limit: limit, found: count)) }
  }
  let total = counts.reduce(0, +)
  guard total <= limit else { throw StatisticsError("table", .tooMany(limit: limit, found: total)) }

  let rows = (first.0 + first.1, second.0 + second.1)
  let events = first.0 + second.0
  guard rows.0 > 0, rows.1 > 0, events > 0, events < total else { return FisherExact(oddsRatio: nil, p: 1) }
  let others = Double(first.1) * Double(second.0)
  let oddsRatio = others > 0 ? Double(first.0) * Double(second.1) / others : nil

  // Hypergeometric: events in the first row, given how many there are in all.
  let range = max(0, events - rows.1)...min(events, rows.0)
  let mode = Int(Double(events + 1) * Double(rows.0 + 1) / Double(total + 2))
  let probabilities = unimodalProbabilities(in: range, mode: min(max(mode, range.lowerBound), range.upperBound)) { x in
    Double(rows.0 - x) * Double(events - x) / (Double(x + 1) * Double(rows.1 - events + x + 1))
  }
  // Equally probable tables may differ by rounding.
  let bound = probabilities[first.0 - range.lowerBound] * (1 + 1e-9)
  return FisherExact(oddsRatio: oddsRatio, p: min(probabilities.reduce(0) { $1 <= bound ? $0 + $1 : $0 }, 1))
}
