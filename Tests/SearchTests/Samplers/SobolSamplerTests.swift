import Search
import Testing

@Suite struct SobolSamplerTests {
  struct Case: Decodable {
    var index: Int
    /// Coordinates times 2^30.
    var numerators: [Double]
  }

  @Test func equalsSciPy() throws {
    let sampler = try SobolSampler(dimensions: 16, seed: nil)
    for golden in try GoldenFile<Case>.load("sobol") {
      #expect(sampler.point(golden.index).map { $0 * 0x1p30 } == golden.numerators, "point \(golden.index)")
    }
  }

  /// The first two dimensions are a (0, 2)-sequence: each 2^-a x 2^-b rectangle has one of each 2^(a + b) points in a row,
  /// scrambled or not.
  @Test(arguments: [nil, 1, 2, 3]) func rectanglesHaveOnePointEach(seed: UInt64?) throws {
    let sampler = try SobolSampler(dimensions: 2, seed: seed)
    for first in [0, 64, 1024] {
      let points = (first..<first + 64).map { sampler.point($0) }
      for split in 0...6 {
        let (columns, rows) = (Double(1 << split), Double(1 << (6 - split)))
        let cells = Set(points.map { [($0[0] * columns).rounded(.down), ($0[1] * rows).rounded(.down)] })
        #expect(cells.count == 64)
      }
    }
  }

  /// Every dimension puts one of each 2^k points into each interval of width 2^-k.
  @Test(arguments: [nil, 9]) func intervalsHaveOnePointEach(seed: UInt64?) throws {
    let sampler = try SobolSampler(dimensions: 16, seed: seed)
    let points = (0..<256).map { sampler.point($0) }
    for axis in 0..<16 {
      #expect(Set(points.map { ($0[axis] * 256).rounded(.down) }).count == 256)
    }
  }

  /// Over seeds, any one point is uniform.
  @Test func scramblingIsUniform() throws {
    let points = try (0..<4000).map { try SobolSampler(dimensions: 2, seed: $0).point(3) }
    for axis in 0..<2 {
      #expect(abs(points.reduce(0) { $0 + $1[axis] - 0.5 } / 4000) < 0.019)
      #expect(abs(points.reduce(0) { $0 + $1[axis] * $1[axis] - 1.0 / 3 } / 4000) < 0.019)
    }
    #expect(abs(points.reduce(0) { $0 + ($1[0] - 0.5) * ($1[1] - 0.5) } / 4000) < 0.0053)
  }

  @Test func anyIndexHasAPoint() throws {
    let sampler = try SobolSampler(dimensions: 16, seed: 1)
    for index in [-1, Int.min, Int.max] { #expect(sampler.point(index).allSatisfy { (0..<1).contains($0) }) }
  }

  @Test func saysHowManyDimensionsThereAre() throws {
    for dimensions in [0, 17] {
      #expect {
        try SobolSampler(dimensions: dimensions, seed: 1)
      } throws: {
        "\($0)" == "Sobol sampler: expected 1 to 16 dimensions, found \(dimensions)"
      }
    }
  }
}
