import Kernels
import Testing

@Suite struct UniformTests {
  /// From scripts/golden/cardiac.py.
  @Test func firstNumbersAreTheReferenceImplementations() {
    var generator = RandomGenerator(seed: 2026)
    #expect(generator.uniform() == 0x1.25c022b25d315p-1)
    generator = RandomGenerator(seed: 2026)
    #expect(generator.shuffled(count: 10) == [0, 1, 8, 9, 3, 4, 7, 6, 2, 5])
  }

  @Test func numbersFillTheUnitIntervalEvenly() {
    var generator = RandomGenerator(seed: 3)
    var counts = [Int](repeating: 0, count: 100)
    for _ in 0..<100_000 {
      let number = generator.uniform()
      #expect(number >= 0 && number < 1)
      counts[Int(number * 100)] += 1
    }
    #expect(chiSquared(counts) < 148.2)  // The 99.9 % quantile at 99 degrees of freedom.
  }

  @Test func rangesAreKept() {
    var generator = RandomGenerator(seed: 4)
    // So narrow that sums round up to the bound in half of the draws.
    let narrow = 1.0..<1.0.nextUp
    for _ in 0..<1000 {
      #expect(narrow.contains(generator.uniform(in: narrow)))
      #expect((-2.5..<7).contains(generator.uniform(in: -2.5..<7)))
      #expect((-0.1...0.2).contains(generator.uniform(in: -0.1...0.2)))
    }
    #expect(generator.uniform(in: 3...3) == 3)
  }

  @Test func boundedIntegersAreEquallyLikely() {
    var generator = RandomGenerator(seed: 6)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 {
      counts[generator.uniform(below: 7)] += 1
    }
    #expect(chiSquared(counts) < 22.5)  // The 99.9 % quantile at 6 degrees of freedom.
  }

  /// With 3/8 of 2^64 as the bound and no correction, eight random numbers in a row would give the remainders 0, 0, 0, 1, 1, 1,
  /// 2, 2: one of the three too rarely.
  @Test func largeBoundsHaveNoBias() {
    var generator = RandomGenerator(seed: 7)
    let bound = 3 << 61
    var counts = [0, 0, 0]
    for _ in 0..<30_000 {
      counts[generator.uniform(below: bound) % 3] += 1
    }
    #expect(chiSquared(counts) < 13.8)  // The 99.9 % quantile at 2 degrees of freedom.
  }

  @Test func aBoundOfNothingGivesZero() {
    var generator = RandomGenerator(seed: 8)
    #expect(generator.uniform(below: 1) == 0)
    #expect(generator.uniform(below: 0) == 0)
    #expect(generator.uniform(below: -3) == 0)
  }

  @Test func everyOrderIsEquallyLikely() {
    var generator = RandomGenerator(seed: 9)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 {
      counts[generator.shuffled(count: 4), default: 0] += 1
    }
    #expect(counts.count == 24)
    #expect(chiSquared(Array(counts.values)) < 49.7)  // The 99.9 % quantile at 23 degrees of freedom.
  }

  @Test func shufflingKeepsEveryNumber() {
    var generator = RandomGenerator(seed: 10)
    #expect(generator.shuffled(count: 1000).sorted() == Array(0..<1000))
    #expect(generator.shuffled(count: 1) == [0])
    #expect(generator.shuffled(count: 0) == [])
    #expect(generator.shuffled(count: -1) == [])
  }

  private func chiSquared(_ counts: [Int]) -> Double {
    let expected = Double(counts.reduce(0, +)) / Double(counts.count)
    return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
  }
}
