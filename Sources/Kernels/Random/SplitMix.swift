/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): turns any 64-bit number, however
/// regular, into well-mixed ones.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// A one-to-one map of the 64-bit numbers in which every bit of the result depends on every bit of the argument.
  static func mix(_ bits: UInt64) -> UInt64 {
    var mixed = bits
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
