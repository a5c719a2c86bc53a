import Statistics
import Testing

@Suite struct CohenDTests {
  struct Case: Decodable {
    var name: String
    var a: GoldenSample
    var b: GoldenSample
    var d: Double
  }

  @Test func equalsPingouin() throws {
    for golden in try GoldenFile<Case>.load("cohen_d") {
      let d = try cohenD(golden.a.values, golden.b.values)
      // Far from zero NumPy's uncompensated means cost pingouin the last digits.
      let tolerance = golden.name == "far from zero" ? 1e-9 : 1e-12
      #expect(isClose(d, golden.d, relative: tolerance), "\(golden.name): \(d), pingouin \(golden.d)")
      #expect(isClose(try cohenD(golden.b.values, golden.a.values), -golden.d, relative: tolerance), "\(golden.name)")
    }
  }

  @Test func doesNotDependOnTheScale() throws {
    let a = Recipe(count: 12, seed: 1).values()
    let b = Recipe(count: 9, seed: 2, shift: 0.2).values()
    let expected = try cohenD(a, b)
    for scale in [0x1p1000, 0x1p-900] {
      #expect(try cohenD(a.map { $0 * scale }, b.map { $0 * scale }) == expected)
    }
  }

  @Test func saysWhatIsWrongWithOtherSamples() {
    let cases: [([Double], [Double], StatisticsError)] = [
      ([], [1, 2, 3], StatisticsError("first sample", .tooFew(needed: 1, found: 0))),
      ([1], [2], StatisticsError("samples", .tooFew(needed: 3, found: 2))),
      ([1, 2], [.infinity, 1], StatisticsError("second sample", .infinite(position: 1))),
      ([.nan, 2], [3, 1], StatisticsError("first sample", .notANumber(position: 1))),
      // 0.1 summed ten times is not 1: the mean must not invent a spread.
      ([Double](repeating: 0.1, count: 10), [0.3, 0.3, 0.3], StatisticsError("samples", .constant)),
    ]
    for (a, b, error) in cases {
      #expect(throws: error) { try cohenD(a, b) }
    }
  }
}
