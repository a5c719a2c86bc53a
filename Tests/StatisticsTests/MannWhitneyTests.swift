import Statistics
import Testing

@Suite struct MannWhitneyTests {
  struct Case: Decodable {
    var name: String
    var a: GoldenSample
    var b: GoldenSample
    var u: Double
    var p: Double
    var method: MannWhitney.Method
    var asymptotic: Double
    var exact: Double?
    var rankBiserial: Double?
    var cles: Double?
  }

  @Test func equalsSciPy() throws {
    for golden in try GoldenFile<Case>.load("mann_whitney") {
      let (a, b) = (golden.a.values, golden.b.values)
      let result = try mannWhitney(a, b)
      #expect(result.u == golden.u, "\(golden.name)")
      #expect(result.method == golden.method, "\(golden.name)")
      #expect(isClose(result.p, golden.p, relative: 1e-11), "\(golden.name): p \(result.p), SciPy \(golden.p)")
      let asymptotic = try mannWhitney(a, b, method: .asymptotic)
      #expect(isClose(asymptotic.p, golden.asymptotic, relative: 1e-11), "\(golden.name), asymptotic")
      if let exact = golden.exact {
        #expect(isClose(try mannWhitney(a, b, method: .exact).p, exact, relative: 1e-12), "\(golden.name), exact")
      }
    }
  }

  @Test func effectSizesEqualPingouin() throws {
    for golden in try GoldenFile<Case>.load("mann_whitney") {
      let (a, b) = (golden.a.values, golden.b.values)
      if let expected = golden.rankBiserial {
        #expect(isClose(try rankBiserialCorrelation(a, b), expected, absolute: 1e-14), "\(golden.name)")
      }
      if let expected = golden.cles {
        #expect(isClose(try commonLanguageEffectSize(a, b), expected), "\(golden.name)")
      }
    }
  }

  /// The paper's published p-values: 3.2e-9 for 25 against 23 models, 9.9e-9 for 23 against 22, all of one group lower.
  @Test func equalsThePublishedFigures() throws {
    let first = try mannWhitney((0..<25).map(Double.init), (100..<123).map(Double.init))
    #expect(first.u == 0 && isClose(first.p, 3.2e-9, relative: 0.02))
    let second = try mannWhitney((0..<23).map(Double.init), (100..<122).map(Double.init))
    #expect(second.u == 0 && isClose(second.p, 9.9e-9, relative: 0.01))
  }

  /// Every way in which the ranks can fall to the first sample, counted.
  @Test(arguments: [(1, 1), (1, 6), (2, 3), (4, 4), (3, 7), (7, 3), (5, 6)])
  func exactEqualsEnumeration(sizes: (Int, Int)) throws {
    let (count, total) = (sizes.0, sizes.0 + sizes.1)
    let subsets = (0..<(1 << total)).filter { $0.nonzeroBitCount == count }
    let pairs = Double(sizes.0 * sizes.1)
    let distances = subsets.map { subset in
      let ranks = (0..<total).filter { subset & (1 << $0) != 0 }
      return abs(Double(ranks.reduce(0, +) - count * (count - 1) / 2) - pairs / 2)
    }
    for (subset, distance) in zip(subsets, distances) {
      let a = (0..<total).filter { subset & (1 << $0) != 0 }.map(Double.init)
      let b = (0..<total).filter { subset & (1 << $0) == 0 }.map(Double.init)
      let expected = Double(distances.count { $0 >= distance }) / Double(subsets.count)
      #expect(isClose(try mannWhitney(a, b, method: .exact).p, expected))
    }
  }

  @Test func turningTheSamplesRoundMirrorsU() throws {
    let a = Recipe(count: 30, seed: 1, levels: 8).values()
    let b = Recipe(count: 41, seed: 2, levels: 8).values()
    let (forward, backward) = (try mannWhitney(a, b), try mannWhitney(b, a))
    #expect(forward.u + backward.u == 30 * 41)
    #expect(forward.p == backward.p)
  }

  @Test func saysWhatIsWrongWithOtherSamples() {
    #expect(throws: StatisticsError("first sample", .tooFew(needed: 1, found: 0))) { try mannWhitney([], [1]) }
    #expect(throws: StatisticsError("second sample", .tooFew(needed: 1, found: 0))) { try mannWhitney([1], []) }
    #expect(throws: StatisticsError("second sample", .notANumber(position: 1))) { try mannWhitney([1], [.nan]) }
    #expect(throws: StatisticsError("samples", .tied)) { try mannWhitney([1, 2], [2, 3], method: .exact) }
    #expect(throws: StatisticsError("first sample", .notANumber(position: 1))) {
      try rankBiserialCorrelation([.nan], [1])
    }
    #expect(throws: StatisticsError("first sample", .tooFew(needed: 1, found: 0))) {
      try commonLanguageEffectSize([], [])
    }
  }
}
