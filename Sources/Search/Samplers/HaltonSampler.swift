/// The Halton sequence: the coordinates of point i are i's digits mirrored at the point, in base 2 for the first dimension, 3 for
/// the second, then 5, 7, 11, ... (Halton, 1960). Unlike Sobol's it needs no power of two to be even.
///
/// A seed scrambles it by a random permutation of the digits for each place of each base (Owen, "A randomized Halton algorithm
/// in R", 2017), without which dimensions of large bases follow each other for their first points.
public struct HaltonSampler: Sampler, Equatable {
  /// The most dimensions for which bases are kept; with more, even a scrambled sequence is no better than random points.
  public static let maximumDimensions = primes.count

  private static let primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53]

  /// The number of coordinates of a point.
  public let dimensions: Int
  /// Another seed gives another scrambling; nil gives the sequence as it is, whose first point is the origin.
  public let seed: UInt64?
  /// For each dimension and place of a digit, by what each digit is replaced.
  private let permutations: [[[Int]]]

  /// - Throws: `SearchError` where there is no dimension, or more than `maximumDimensions`.
  public init(dimensions: Int, seed: UInt64?) throws {
    try check(dimensions: dimensions, upTo: Self.maximumDimensions, sampler: "Halton sampler")
    self.dimensions = dimensions
    self.seed = seed
    permutations = Self.primes.prefix(dimensions).enumerated().map { dimension, base in
      var generator = seed.map { SplitMix64(seed: $0, stream: dimension) }
      return (0..<Self.places(base: base)).map { _ in generator?.permutation(of: base) ?? Array(0..<base) }
    }
  }

  /// The point at `index` of the sequence, from 0; the sign of an index is ignored.
  public func point(_ index: Int, observed: [Observation], pending: [[Double]]) -> [Double] {
    zip(permutations, Self.primes).map { permutations, base in
      var (rest, weight, coordinate) = (index.magnitude, 1.0, 0.0)
      for permutation in permutations {
        weight /= Double(base)
        coordinate += weight * Double(permutation[Int(rest % UInt(base))])
        rest /= UInt(base)
      }
      // The sum of all places may round up to 1.
      return min(coordinate, 1.0.nextDown)
    }
  }

  /// Places of a digit that are worth at least 2^-54, the last that can change a number near 1.
  private static func places(base: Int) -> Int {
    var (places, weight) = (0, 1.0)
    while weight / Double(base) > 0x1p-54 {
      weight /= Double(base)
      places += 1
    }
    return places
  }
}
