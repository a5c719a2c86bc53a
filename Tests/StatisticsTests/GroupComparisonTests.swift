import Foundation
import Statistics
import Testing

@Suite struct GroupComparisonTests {
  static let fields: Set<String> = [
    "n_a", "n_b", "median_a", "median_b", "q1_a", "q3_a", "q1_b", "q3_b", "mean_a", "mean_b", "u", "p",
    "rank_biserial", "cles", "cohen_d", "shapiro_a", "shapiro_b",
  ]

  func object(_ value: some Encodable) throws -> [String: Any] {
    let data = try JSONEncoder().encode(value)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func putsTheStatisticsTogether() throws {
    let a = Recipe(count: 25, seed: 1, scale: 0.2).values()
    let b = Recipe(count: 23, seed: 2, shift: 0.1).values()
    let comparison = try compareGroups(a, b)
    let test = try mannWhitney(a, b)
    #expect(comparison.countA == 25 && comparison.countB == 23)
    #expect(comparison.u == test.u && comparison.p == test.p)
    #expect(try comparison.medianA == median(a) && comparison.medianB == median(b))
    #expect(try comparison.meanA == mean(a) && comparison.meanB == mean(b))
    #expect(try comparison.lowerQuartileA == quantile(a, 0.25) && comparison.upperQuartileA == quantile(a, 0.75))
    #expect(try comparison.lowerQuartileB == quantile(b, 0.25) && comparison.upperQuartileB == quantile(b, 0.75))
    #expect(try comparison.rankBiserial == rankBiserialCorrelation(a, b))
    #expect(try comparison.commonLanguage == commonLanguageEffectSize(a, b))
    #expect(try comparison.cohenD == cohenD(a, b))
    #expect(try comparison.shapiroA == shapiroWilk(a) && comparison.shapiroB == shapiroWilk(b))
  }

  @Test func jsonHasTheNamesOfTheSummary() throws {
    let statistics = try compareGroups([1, 2, 3.5], [4, 5, 6, 8])
    let object = try object(Comparison(experiment: "size", measure: "share", a: "x", b: "y", statistics: statistics))
    #expect(Set(object.keys) == Self.fields.union(["experiment", "measure", "a", "b"]))
    #expect(object["experiment"] as? String == "size")
    #expect(object["n_b"] as? Int == 4)
    #expect(object["cles"] as? Double == 0)
    let shapiro = try #require(object["shapiro_a"] as? [String: Double])
    #expect(Set(shapiro.keys) == ["w", "p"])
  }

  @Test func whatIsUndefinedIsNull() throws {
    let samples: [([Double], [Double])] = [
      ([1], [1]), ([2, 2, 2], [2, 2, 2]), ([1, 1, 1], [2, 2, 2]), ([.infinity, 1, 2], [-.infinity, .infinity, 5]),
      ([-.infinity, .infinity], [.infinity, .infinity]), ([1.7e308, -1.7e308, 1], [1.7e308, 1.7e308, 1.6e308]),
    ]
    for (a, b) in samples {
      let named = Comparison(experiment: nil, measure: "m", a: "a", b: "b", statistics: try compareGroups(a, b))
      // The encoder refuses NaN and infinities, so that an object is proof of there being none.
      let object = try object(named)
      #expect(Self.fields.isSubset(of: object.keys))
      #expect(object["experiment"] is NSNull)
    }
    let constant = try object(try compareGroups([2, 2, 2], [2, 2, 2]))
    #expect(constant["cohen_d"] is NSNull && constant["shapiro_a"] is NSNull && constant["shapiro_b"] is NSNull)
    #expect(constant["p"] as? Double == 1 && constant["cles"] as? Double == 0.5)
    let infinite = try object(try compareGroups([-.infinity, .infinity, 1], [1, 2, 3]))
    #expect(infinite["mean_a"] is NSNull && infinite["q1_a"] is NSNull && infinite["median_a"] as? Double == 1)
  }

  @Test func survivesJSON() throws {
    let statistics = try compareGroups([1, 2, 4], [3, 3, 3])
    let comparison = Comparison(experiment: nil, measure: "m", a: "a", b: "b", statistics: statistics)
    #expect(try JSONDecoder().decode(Comparison.self, from: JSONEncoder().encode(comparison)) == comparison)
  }

  @Test func namesTheGroupThatIsWrong() {
    #expect(throws: StatisticsError("first sample", .tooFew(needed: 1, found: 0))) { try compareGroups([], [1]) }
    #expect(throws: StatisticsError("second sample", .notANumber(position: 2))) { try compareGroups([1], [1, .nan]) }
  }

  @Test func errorsAreOneLineThatSaysWhatWasExpected() {
    let problems: [StatisticsError.Problem] = [
      .tooFew(needed: 3, found: 1), .tooMany(limit: 5000, found: 6000), .notANumber(position: 2),
      .infinite(position: 3), .constant, .tied,
    ]
    for problem in problems {
      let text = StatisticsError("first sample", problem).description
      #expect(text.hasPrefix("first sample: expected ") && text.contains(", found ") && !text.contains("\n"))
    }
  }
}
