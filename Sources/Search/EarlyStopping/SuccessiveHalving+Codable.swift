extension SuccessiveHalving: Codable {
  private enum CodingKeys: String, CodingKey {
    case minimumResource, reductionFactor, maximumResource, values, passed, stopped
  }

  /// - Throws: `SearchError` where the state could not have come from reports, and what the decoder throws.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      minimumResource: container.decode(Int.self, forKey: .minimumResource),
      reductionFactor: container.decode(Int.self, forKey: .reductionFactor),
      maximumResource: container.decode(Int.self, forKey: .maximumResource))
    let values = try container.decode([[Double]].self, forKey: .values)
    let passed = try container.decode([Int: Int].self, forKey: .passed)
    guard values.count == rungs.count else {
      throw SearchError("successive halving", expected: "values of \(rungs.count) rungs", found: "\(values.count)")
    }
    for rung in values where !rung.allSatisfy(\.isFinite) || !zip(rung, rung.dropFirst()).allSatisfy(<=) {
      throw SearchError("successive halving", expected: "finite values in ascending order", found: "\(rung)")
    }
    for count in passed.values where !(1...rungs.count).contains(count) {
      throw SearchError("successive halving", expected: "1 to \(rungs.count) rungs passed", found: "\(count)")
    }
    self.values = values
    self.passed = passed
    stopped = try container.decode(Set<Int>.self, forKey: .stopped)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(minimumResource, forKey: .minimumResource)
    try container.encode(reductionFactor, forKey: .reductionFactor)
    try container.encode(maximumResource, forKey: .maximumResource)
    try container.encode(values, forKey: .values)
    try container.encode(passed, forKey: .passed)
    try container.encode(stoppedTrials, forKey: .stopped)
  }
}
