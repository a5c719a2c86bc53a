/// One setting that is searched over: its name, and the values it may take.
///
/// Samplers see it as the unit interval. A continuous dimension maps 0 to its low end and 1 to its high end; of m choices,
/// choice k (from 0) has the cell k/m ..< (k + 1)/m, whose middle stands for it.
public struct SearchDimension: Sendable, Equatable {
  /// What equal steps in the unit interval are: equal differences, or equal ratios.
  public enum Scale: String, Sendable, Codable, CaseIterable {
    case linear, logarithmic
  }

  /// The values that a dimension may take.
  public enum Values: Sendable, Equatable {
    /// Every number from low to high, both included.
    case continuous(low: Double, high: Double, scale: Scale)
    /// These numbers only. Their order is the order of their cells; a model takes neighbours to be alike.
    case choices([Double])
  }

  /// The setting's name, with which errors begin.
  public let name: String
  /// The values that the setting may take.
  public let values: Values

  /// - Throws: `SearchError` where the name is empty, an interval is empty, infinite or, on a logarithmic scale, not above 0,
  ///   or where choices are missing, repeated or not finite.
  public init(name: String, values: Values) throws {
    guard !name.isEmpty else { throw SearchError("search space", expected: "a name for each dimension", found: "\"\"") }
    switch values {
    case .continuous(let low, let high, let scale):
      guard low.isFinite, high.isFinite, low < high else {
        throw SearchError(name, expected: "finite numbers, the low one first", found: "\(low) and \(high)")
      }
      guard scale == .linear || low > 0 else {
        throw SearchError(name, expected: "numbers above 0 for a logarithmic scale", found: "\(low)")
      }
    case .choices(let choices):
      guard !choices.isEmpty else { throw SearchError(name, expected: "at least one choice", found: "none") }
      if let choice = choices.first(where: { !$0.isFinite }) {
        throw SearchError(name, expected: "finite choices", found: "\(choice)")
      }
      if let choice = choices.first(where: { choice in choices.count { $0 == choice } > 1 }) {
        throw SearchError(name, expected: "choices that differ", found: "\(choice) more than once")
      }
    }
    self.name = name
    self.values = values
  }

  /// The value at `position` in the unit interval; a position outside counts as the nearer end, NaN as 0.
  public func value(at position: Double) -> Double {
    let position = clamped(position)
    switch values {
    case .continuous(let low, let high, .linear):
      return min(max(low * (1 - position) + high * position, low), high)
    case .continuous(let low, let high, .logarithmic):
      return geometric(from: low, to: high, at: position)
    case .choices(let choices):
      return choices[cell(of: position, among: choices.count)]
    }
  }

  /// The position of `value` in the unit interval: what `value(at:)` turns back into the value, but for rounding.
  /// - Throws: `SearchError` where the dimension does not have this value.
  public func position(of value: Double) throws -> Double {
    switch values {
    case .continuous(let low, let high, let scale):
      guard low <= value, value <= high else {
        throw SearchError(name, expected: "a number from \(low) to \(high)", found: "\(value)")
      }
      switch scale {
      // Halved, so that the width of the largest interval does not overflow.
      case .linear: return (value / 2 - low / 2) / (high / 2 - low / 2)
      case .logarithmic: return logarithm(value, over: low) / logarithm(high, over: low)
      }
    case .choices(let choices):
      guard let choice = choices.firstIndex(of: value) else {
        throw SearchError(name, expected: "one of \(choices)", found: "\(value)")
      }
      return middle(of: choice, among: choices.count)
    }
  }

  /// The position that stands for all positions with the same value: the middle of a choice's cell, else the position
  /// itself, or the nearer end where it is outside.
  public func snapped(_ position: Double) -> Double {
    let position = clamped(position)
    guard case .choices(let choices) = values else { return position }
    return middle(of: cell(of: position, among: choices.count), among: choices.count)
  }

  /// Positions of a grid: every choice, or `levels` positions evenly spaced from end to end (one level: the middle).
  func levels(_ levels: Int) -> [Double] {
    if case .choices(let choices) = values { return choices.indices.map { middle(of: $0, among: choices.count) } }
    return levels == 1 ? [0.5] : (0..<levels).map { Double($0) / Double(levels - 1) }
  }

  private func clamped(_ position: Double) -> Double { position > 0 ? min(position, 1) : 0 }

  private func cell(of position: Double, among count: Int) -> Int { min(Int(position * Double(count)), count - 1) }

  private func middle(of cell: Int, among count: Int) -> Double { (Double(cell) + 0.5) / Double(count) }
}
