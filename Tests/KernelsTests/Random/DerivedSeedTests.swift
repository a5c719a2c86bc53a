import Kernels
import Testing

@Suite struct DerivedSeedTests {
  /// From scripts/golden/cardiac.py.
  @Test func valuesAreTheReferenceImplementations() {
    #expect(RandomGenerator.derive(0) == 0xf52a_15e9_a9b5_e89b)
    #expect(RandomGenerator.derive(7, "trial", "17", "weights") == 0x79bb_9359_1336_1c93)
    #expect(RandomGenerator.derive(7, "größe") == 0x2db2_138b_1f2a_bc32)
  }

  @Test func whereAPathIsDividedMatters() {
    let seeds = [
      RandomGenerator.derive(1, "a", "bc"), RandomGenerator.derive(1, "ab", "c"), RandomGenerator.derive(1, "abc"),
      RandomGenerator.derive(1, "abc", ""), RandomGenerator.derive(1, "", "abc"), RandomGenerator.derive(1, "c", "ab"),
    ]
    #expect(Set(seeds).count == seeds.count)
  }

  @Test func neighbouringSeedsAndNamesGiveDifferentSeeds() {
    var seeds: Set<UInt64> = []
    for seed in UInt64(0)..<100 {
      for trial in 0..<100 {
        seeds.insert(RandomGenerator.derive(seed, "trial", String(trial)))
      }
    }
    #expect(seeds.count == 10_000)
  }
}
