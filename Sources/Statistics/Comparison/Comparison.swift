/// A comparison with its names: which measure, which experiment, which groups. In JSON one flat object, the same wherever
/// the program prints a comparison: {experiment, measure, a, b, n_a, ..., shapiro_b}.
public struct Comparison: Codable, Sendable, Equatable {
  /// The experiment of a study; nil for numbers from elsewhere.
  public var experiment: String?
  /// What was measured, as the column of the table is called.
  public var measure: String
  /// Name of the first and of the second group.
  public var a: String
  public var b: String
  public var statistics: GroupComparison

  public init(experiment: String?, measure: String, a: String, b: String, statistics: GroupComparison) {
    self.experiment = experiment
    self.measure = measure
    self.a = a
    self.b = b
    self.statistics = statistics
  }

  private enum CodingKeys: String, CodingKey {
    case experiment, measure, a, b
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    experiment = try container.decodeIfPresent(String.self, forKey: .experiment)
    measure = try container.decode(String.self, forKey: .measure)
    a = try container.decode(String.self, forKey: .a)
    b = try container.decode(String.self, forKey: .b)
    statistics = try GroupComparison(from: decoder)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(experiment, forKey: .experiment)
    try container.encode(measure, forKey: .measure)
    try container.encode(a, forKey: .a)
    try container.encode(b, forKey: .b)
    try statistics.encode(to: encoder)
  }
}
