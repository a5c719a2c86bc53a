import Search
import Testing

@Suite struct HaltonSamplerTests {
  struct Case: Decodable {
    var index: Int
    var point: [Double]
  }

  @Test func equalsSciPy() throws {
    let sampler = try HaltonSampler(dimensions: 16, seed: nil)
    for golden in try GoldenFile<Case>.load("halton") {
      let point = sampler.point(golden.index)
      #expect(zip(point, golden.point).allSatisfy { isClose($0, $1, within: 1e-15) }, "point \(golden.index)")
    }
  }

  /// The dimension of base b puts one of each b^k points into each interval of width b^-k, scrambled or not.
  @Test(arguments: [nil, 1, 2]) func intervalsHaveOnePointEach(seed: UInt64?) throws {
    let sampler = try HaltonSampler(dimensions: 5, seed: seed)
    for (axis, count) in [256, 243, 125, 343, 121].enumerated() {
      // Half a rounding error added, so that 1/3 lies in the second of three intervals.
      let intervals = (0..<count).map { ((sampler.point($0)[axis] + 1e-12) * Double(count)).rounded(.down) }
      #expect(Set(intervals).count == count)
    }
  }

  /// Without scrambling, dimensions 15 and 16 rise together for 47 points.
  @Test func scramblingUntiesLargeBases() throws {
    func correlation(seed: UInt64?) throws -> Double {
      let sampler = try HaltonSampler(dimensions: 16, seed: seed)
      let pairs = (0..<47).map { sampler.point($0).suffix(2).map { $0 - 0.5 } }
      let products = pairs.map { $0[0] * $0[1] }.reduce(0, +)
      let squares = (0..<2).map { axis in pairs.map { $0[axis] * $0[axis] }.reduce(0, +) }
      return products / (squares[0] * squares[1]).squareRoot()
    }
    #expect(try correlation(seed: nil) > 0.9)
    #expect(try median((0..<20).map { try abs(correlation(seed: $0)) }) < 0.3)
  }

  @Test func anyIndexHasAPoint() throws {
    for seed in [nil, 1] as [UInt64?] {
      let sampler = try HaltonSampler(dimensions: 16, seed: seed)
      for index in [-1, Int.min, Int.max] { #expect(sampler.point(index).allSatisfy { (0..<1).contains($0) }) }
    }
  }

  @Test func saysHowManyDimensionsThereAre() {
    for dimensions in [0, 17] {
      #expect(throws: SearchError.self) { try HaltonSampler(dimensions: dimensions, seed: 1) }
    }
  }
}
