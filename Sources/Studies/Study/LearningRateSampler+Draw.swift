import Kernels

extension LearningRateSampler {
  /// The learning rate of trial `index` of an arm that searches for nothing else; nil for a sampler that needs a `SearchSpace`. It depends on nothing else than these: not on how many trials there are.
  ///
  /// A random rate is log-uniform: 32 times, a random bit says in which half of the interval it lies, the geometric mean being
  /// the middle. That takes only products and square roots, which every machine rounds alike; `exp` and `log` it does not.
  func learningRate(index: Int, seed: UInt64) -> Double? {
    switch self {
    case .grid(let values):
      return values[index % values.count]
    case .sobol, .halton, .bayesian: return nil
    case .random(let lowest, let highest):
      var (low, high) = (lowest, highest)
      var generator = RandomGenerator(seed: seed)
      var bits = generator.next()
      for _ in 0..<32 {
        let middle = (low * high).squareRoot()
        if bits & 1 == 0 { high = middle } else { low = middle }
        bits >>= 1
      }
      // The root of a square may be off by its last bit.
      return min(max(low, lowest), highest)
    }
  }
}
