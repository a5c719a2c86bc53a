/// The module's source of random numbers (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
///
/// The standard library's own ways to shuffle may change from one Swift version to the next; what is drawn here does not.
struct SplitMix64: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A generator of its own for each `stream`, far from those of its neighbours.
  init(seed: UInt64, stream: Int) {
    state = Self.mix(Self.mix(seed) &+ UInt64(bitPattern: Int64(stream)))
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// Uniform in 0 ..< 1, a multiple of 2^-53.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// The numbers 0 ..< `count` in random order, every order alike (Fisher and Yates, 1938; Durstenfeld, 1964).
  mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, Int(next().multipliedFullWidth(by: UInt64(last + 1)).high))
    }
    return order
  }

  /// A bijection of 64 bits in which each bit of the result depends on every bit of the argument.
  static func mix(_ bits: UInt64) -> UInt64 {
    var mixed = bits
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
