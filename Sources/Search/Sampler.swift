/// What came of a trial.
public struct Observation: Sendable, Equatable, Codable {
  /// Where the trial was: a point of the unit cube.
  public var point: [Double]
  /// The value that is to be maximised; nil for a trial that failed. A value that is not finite counts as failed.
  public var value: Double?

  public init(point: [Double], value: Double?) {
    self.point = point
    self.value = value
  }
}

/// A way to choose the points at which trials are made.
///
/// A sampler has no memory. What it suggests is a function of itself (its seed among others) and of the arguments, so that a
/// search which was interrupted goes on as if it had not been: the same arguments give the same point, in whatever order the
/// observations and the pending points are listed.
public protocol Sampler: Sendable {
  /// The point for trial `index`.
  /// - Parameters:
  ///   - index: the trial's number, from 0.
  ///   - observed: the trials that have ended. Samplers that do not learn ignore them.
  ///   - pending: the points of trials that are running. Samplers that do not learn ignore them.
  /// - Returns: as many coordinates as there are dimensions, each from 0 to 1.
  func point(_ index: Int, observed: [Observation], pending: [[Double]]) -> [Double]
}

extension Sampler {
  /// The point for trial `index` when nothing is known yet.
  public func point(_ index: Int) -> [Double] { point(index, observed: [], pending: []) }
}

/// Checks the number of dimensions of a sampler that does not need to know what they are.
func check(dimensions: Int, upTo limit: Int, sampler: String) throws {
  guard (1...limit).contains(dimensions) else {
    throw SearchError(sampler, expected: "1 to \(limit) dimensions", found: "\(dimensions)")
  }
}
