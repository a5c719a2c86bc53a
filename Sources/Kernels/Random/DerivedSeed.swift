extension RandomGenerator {
  /// The seed of a named sub-stream, such as `derive(seed, "trial", "17", "weights")`.
  ///
  /// It depends on the seed and the path alone, never on the platform or the process. Two seeds with the same path never
  /// give the same result, since every step is one-to-one; different paths collide as rarely as 64 random bits do.
  ///
  /// The hash is FNV-1a over the path's UTF-8 bytes, started from the mixed seed and mixed again at the end.
  public static func derive(_ seed: UInt64, _ path: String...) -> UInt64 {
    let prime: UInt64 = 0x100_0000_01B3
    // No UTF-8 text has this byte, so that ("a", "bc") and ("ab", "c") differ.
    let separator: UInt64 = 0xFF
    var hash = 0xCBF2_9CE4_8422_2325 ^ SplitMix.mix(seed)
    for component in path {
      for byte in component.utf8 {
        hash = (hash ^ UInt64(byte)) &* prime
      }
      hash = (hash ^ separator) &* prime
    }
    return SplitMix.mix(hash)
  }
}
