/// A seeded stream of random numbers that is the same, bit for bit, on every machine.
///
/// The generator is xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021), whose 256
/// bits of state are filled from the seed by SplitMix64, as its authors recommend. The state can be encoded, so that a
/// checkpoint resumes the stream where it stopped.
public struct RandomGenerator: RandomNumberGenerator, Sendable, Equatable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// The second of the pair that the polar method makes, kept for the next call of `normal()`.
  var spareNormal: Double?

  /// A stream that depends on the seed alone. Any seed will do, 0 too.
  public init(seed: UInt64) {
    var seeder = SplitMix(state: seed)
    s0 = seeder.next()
    s1 = seeder.next()
    s2 = seeder.next()
    s3 = seeder.next()
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let scrambled = Self.rotate(s1 &* 5, by: 7) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = Self.rotate(s3, by: 45)
    return scrambled
  }

  private static func rotate(_ bits: UInt64, by count: UInt64) -> UInt64 {
    bits &<< count | bits &>> (64 - count)
  }
}

extension RandomGenerator: Codable {
  private enum CodingKeys: String, CodingKey {
    case state
    case spareNormal
  }

  /// Reads a state that `encode(to:)` wrote.
  ///
  /// - Throws: `DecodingError` where the state is not four numbers, or all of them are 0: from there the stream would be
  ///   nothing but zeros.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let state = try container.decode([UInt64].self, forKey: .state)
    guard state.count == 4, state.contains(where: { $0 != 0 }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .state, in: container, debugDescription: "expected four numbers, not all of them 0")
    }
    (s0, s1, s2, s3) = (state[0], state[1], state[2], state[3])
    spareNormal = try container.decodeIfPresent(Double.self, forKey: .spareNormal)
  }

  /// Writes the whole state: a generator decoded from it goes on with the same numbers.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode([s0, s1, s2, s3], forKey: .state)
    try container.encodeIfPresent(spareNormal, forKey: .spareNormal)
  }
}
