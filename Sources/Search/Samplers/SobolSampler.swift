/// The Sobol sequence: of any 2^k points that begin at a multiple of 2^k, each half, quarter, ... of each dimension has equally
/// many (Sobol, 1967), and with Joe and Kuo's direction numbers (2008) the pairs of dimensions are even as well.
///
/// A seed scrambles it by Owen's nested uniform scrambling ("Randomly permuted (t, m, s)-nets and (t, s)-sequences", 1995): every
/// digit of a coordinate is turned over or not by a coin for the digits above it. Each point alone is then uniform in the
/// unit cube, and the points together stay as even as they were.
public struct SobolSampler: Sampler, Equatable {
  /// The most dimensions for which direction numbers are kept.
  public static let maximumDimensions = SobolDirections.maximumDimensions

  /// The number of coordinates of a point.
  public let dimensions: Int
  /// Another seed gives another scrambling; nil gives the sequence as it is, whose first point is the origin.
  public let seed: UInt64?
  private let directions: [[UInt32]]

  /// - Throws: `SearchError` where there is no dimension, or more than `maximumDimensions`.
  public init(dimensions: Int, seed: UInt64?) throws {
    try check(dimensions: dimensions, upTo: Self.maximumDimensions, sampler: "Sobol sampler")
    self.dimensions = dimensions
    self.seed = seed
    directions = (0..<dimensions).map(SobolDirections.numbers)
  }

  /// The point at `index` of the sequence, in Gray code order (Antonov and Saleev, 1979), which begins again after 2^32 points.
  public func point(_ index: Int, observed: [Observation], pending: [[Double]]) -> [Double] {
    let index = UInt32(truncatingIfNeeded: index)
    let gray = index ^ (index >> 1)
    return (0..<dimensions).map { dimension in
      var digits: UInt32 = 0
      for (bit, number) in directions[dimension].enumerated() where (gray >> bit) & 1 == 1 { digits ^= number }
      if let seed { digits = scrambled(digits, key: SplitMix64.mix(SplitMix64.mix(seed) &+ UInt64(dimension))) }
      return Double(digits) * 0x1p-32
    }
  }

  /// Turns each digit over by a coin that is a hash of the dimension's key, of the digit's place and of the digits above it.
  private func scrambled(_ digits: UInt32, key: UInt64) -> UInt32 {
    var result = digits
    for place in 0..<SobolDirections.bits {
      let above = UInt64(digits) >> (SobolDirections.bits - place)
      let coin = SplitMix64.mix(key ^ SplitMix64.mix(UInt64(place) << 32 | above)) >> 63
      result ^= UInt32(coin) << (SobolDirections.bits - 1 - place)
    }
    return result
  }
}
