import Statistics
import Testing

@Suite struct OutlierTests {
  struct Case: Decodable {
    var name: String
    var sample: GoldenSample
    var near: [Int]
    var far: [Int]
  }

  @Test func equalsPandas() throws {
    for golden in try GoldenFile<Case>.load("outliers") {
      #expect(try outliers(golden.sample.values) == golden.near, "\(golden.name)")
      #expect(try outliers(golden.sample.values, beyond: 5) == golden.far, "\(golden.name)")
    }
  }

  @Test func infinitiesAreOutliersOfFiniteQuartilesOnly() throws {
    #expect(try outliers([1, 2, 3, 4, 5, .infinity, 3, 3]) == [5])
    #expect(try outliers([-.infinity, .infinity, -.infinity, .infinity]) == [])
    #expect(try outliers([7]) == [])
  }

  @Test func sensitivityComparesWhatStays() throws {
    let a: [Double] = [1, 2, 3, 4, 5, 100]
    let b: [Double] = [2, 3, 4, 5, 6, 14]
    let results = try outlierSensitivity(a, b)
    #expect(results.map(\.factor) == [1.5, 5])
    #expect(results[0].outliersA == [5] && results[0].outliersB == [5])
    #expect(results[1].outliersA == [5] && results[1].outliersB == [])
    #expect(try results[0].comparison == compareGroups([1, 2, 3, 4, 5], [2, 3, 4, 5, 6]))
    #expect(try results[1].comparison == compareGroups([1, 2, 3, 4, 5], b))
    for result in try outlierSensitivity([1, 1, 1], [1]) {
      #expect(result.comparison.countA == 3 && result.comparison.countB == 1)
    }
  }

  @Test func saysWhatIsWrongWithOtherSamples() {
    #expect(throws: StatisticsError("sample", .tooFew(needed: 1, found: 0))) { try outliers([]) }
    #expect(throws: StatisticsError("second sample", .notANumber(position: 1))) { try outlierSensitivity([1], [.nan]) }
    for wrong in [-1, .nan, .infinity] {
      let error = StatisticsError(
        "factor", .unexpected(expected: "a finite number of 0 or more", found: "\(wrong)"))
      #expect(throws: error) { try outliers([1], beyond: wrong) }
    }
  }
}
