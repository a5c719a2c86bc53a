import Search

/// Normal numbers of mean 0 and variance 1, as sums of twelve uniform ones; each index has its own.
struct NormalNoise {
  private let uniform: RandomSampler

  init(seed: UInt64) throws { uniform = try RandomSampler(dimensions: 12, seed: seed ^ 0x6E6F_6973_65) }

  func value(_ index: Int) -> Double { uniform.point(index).reduce(-6, +) }
}
