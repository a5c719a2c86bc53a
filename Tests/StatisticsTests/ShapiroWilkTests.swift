import Statistics
import Testing

@Suite struct ShapiroWilkTests {
  struct Case: Decodable {
    var name: String
    var sample: GoldenSample
    var w: Double
    var p: Double
  }

  @Test func equalsSciPy() throws {
    for golden in try GoldenFile<Case>.load("shapiro_wilk") {
      let result = try shapiroWilk(golden.sample.values)
      #expect(isClose(result.w, golden.w, relative: 1e-11), "\(golden.name): W \(result.w), SciPy \(golden.w)")
      // For three values p is the difference of two angles, and near 0 only its absolute error is small.
      let absolute = golden.sample.values.count == 3 ? 1e-14 : 0
      #expect(
        isClose(result.p, golden.p, relative: 1e-10, absolute: absolute),
        "\(golden.name): p \(result.p), SciPy \(golden.p)")
    }
  }

  @Test func dependsOnNeitherOrderNorScaleNorLocation() throws {
    let sample = Recipe(count: 60, seed: 21, terms: 2).values()
    let expected = try shapiroWilk(sample)
    #expect(try shapiroWilk(sample.reversed()) == expected)
    for scale in [0x1p900, 0x1p-900, 0x1p1000] {
      #expect(try shapiroWilk(sample.map { $0 * scale }) == expected)
    }
    #expect(isClose(try shapiroWilk(sample.map { $0 + 1000 }).w, expected.w, relative: 1e-11))
    #expect(isClose(try shapiroWilk(sample.map { -$0 }).w, expected.w, relative: 1e-13))
  }

  @Test func staysWithinItsBoundsAtTheExtremes() throws {
    let samples: [[Double]] = [
      [-1.7e308, 0, 1.7e308], [0, 0x1p-1074, 0x1p-1073], [0, 0, 1], [1, 1, 1 + 0x1p-52], [0, 0, 0, 0, 1e-300],
      [1, 2, 3, 4], [0, 1e-200, 1e200, 1e300], (0..<5000).map { $0 == 0 ? 1 : 0 },
    ]
    for sample in samples {
      let result = try shapiroWilk(sample)
      #expect(0 < result.w && result.w <= 1)
      #expect(0 <= result.p && result.p <= 1)
    }
  }

  @Test func saysWhatIsWrongWithOtherSamples() {
    let cases: [([Double], StatisticsError.Problem)] = [
      ([], .tooFew(needed: 3, found: 0)),
      ([1, 2], .tooFew(needed: 3, found: 2)),
      ([1, .nan, 2], .notANumber(position: 2)),
      ([1, 2, -.infinity], .infinite(position: 3)),
      ([0.1, 0.1, 0.1], .constant),
      ([0, -0.0, 0], .constant),
      ([Double](repeating: 1, count: 5001), .tooMany(limit: 5000, found: 5001)),
    ]
    for (sample, problem) in cases {
      #expect(throws: StatisticsError("sample", problem)) { try shapiroWilk(sample) }
    }
  }
}
