/// The settings that a search chooses: named dimensions, which samplers see as the unit cube 0...1 per dimension.
public struct SearchSpace: Sendable, Equatable {
  /// The dimensions, in the order of a point's coordinates.
  public let dimensions: [SearchDimension]

  /// - Throws: `SearchError` where there is no dimension, or where two have one name.
  public init(_ dimensions: [SearchDimension]) throws {
    guard !dimensions.isEmpty else {
      throw SearchError("search space", expected: "at least one dimension", found: "none")
    }
    var names: Set<String> = []
    for dimension in dimensions where !names.insert(dimension.name).inserted {
      throw SearchError("search space", expected: "names that differ", found: "\(dimension.name) more than once")
    }
    self.dimensions = dimensions
  }

  /// The values at a point of the unit cube, one a dimension.
  /// - Throws: `SearchError` where the point has another number of coordinates.
  public func values(at point: [Double]) throws -> [Double] {
    try check(count: point.count)
    return zip(dimensions, point).map { $0.value(at: $1) }
  }

  /// The point of the unit cube that stands for these values, one a dimension.
  /// - Throws: `SearchError` where their number is another, or where a dimension does not have its value.
  public func point(of values: [Double]) throws -> [Double] {
    try check(count: values.count)
    return try zip(dimensions, values).map { try $0.position(of: $1) }
  }

  /// The point that stands for all points with the same values; see `SearchDimension.snapped`.
  func snapped(_ point: [Double]) -> [Double] { zip(dimensions, point).map { $0.snapped($1) } }

  private func check(count: Int) throws {
    guard count == dimensions.count else {
      throw SearchError("search space", expected: "\(dimensions.count) numbers, one a dimension", found: "\(count)")
    }
  }
}
