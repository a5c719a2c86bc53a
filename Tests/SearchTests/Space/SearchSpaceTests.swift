import Search
import Testing

@Suite struct SearchSpaceTests {
  static let values: [SearchDimension.Values] = [
    .continuous(low: -2, high: 6, scale: .linear),
    .continuous(low: -1.7e308, high: 1.7e308, scale: .linear),
    .continuous(low: 1e-5, high: 1e-2, scale: .logarithmic),
    .continuous(low: 1e-300, high: 1e300, scale: .logarithmic),
    .choices([16, 32, 8]),
    .choices([0]),
  ]

  @Test(arguments: values) func valuesAndPositionsAreInverse(values: SearchDimension.Values) throws {
    let dimension = try SearchDimension(name: "x", values: values)
    for step in 0...200 {
      let value = dimension.value(at: Double(step) / 200)
      let position = try dimension.position(of: value)
      let again = dimension.value(at: position)
      // On 600 decades a position's last digit is worth 1e-13 of the value, and a hundred times that is lost in the logarithm.
      #expect(isClose(again, value, unit: 1e-9), "\(value) came back as \(again)")
    }
  }

  @Test(arguments: values) func positionsOutsideCountAsTheNearerEnd(values: SearchDimension.Values) throws {
    let dimension = try SearchDimension(name: "x", values: values)
    for position in [-1, -Double.infinity, .nan] { #expect(dimension.value(at: position) == dimension.value(at: 0)) }
    for position in [1.5, Double.infinity] { #expect(dimension.value(at: position) == dimension.value(at: 1)) }
  }

  @Test func endsAndMiddlesAreExact() throws {
    let linear = try SearchDimension(name: "x", values: .continuous(low: 0.1, high: 0.7, scale: .linear))
    #expect(linear.value(at: 0) == 0.1 && linear.value(at: 1) == 0.7 && isClose(linear.value(at: 0.5), 0.4))
    let rate = try SearchDimension(name: "x", values: .continuous(low: 1e-5, high: 1e-2, scale: .logarithmic))
    #expect(rate.value(at: 0) == 1e-5 && rate.value(at: 1) == 1e-2 && isClose(rate.value(at: 1.0 / 3), 1e-4))
  }

  @Test func logarithmicValuesRise() throws {
    let rate = try SearchDimension(name: "x", values: .continuous(low: 1e-5, high: 1e-2, scale: .logarithmic))
    let values = (0...1000).map { rate.value(at: Double($0) / 1000) }
    #expect(zip(values, values.dropFirst()).allSatisfy(<))
  }

  @Test func choicesHaveEqualCells() throws {
    let batch = try SearchDimension(name: "batch", values: .choices([16, 32, 8]))
    #expect([0, 0.33, 0.34, 0.66, 0.67, 1].map(batch.value) == [16, 16, 32, 32, 8, 8])
    #expect(try batch.position(of: 32) == 0.5)
    #expect(batch.snapped(0.4) == 0.5)
  }

  @Test func aSpaceMapsEachCoordinate() throws {
    let space = try SearchSpace([
      SearchDimension(name: "rate", values: .continuous(low: 1, high: 100, scale: .logarithmic)),
      SearchDimension(name: "batch", values: .choices([16, 32])),
    ])
    let values = try space.values(at: [0.5, 0.9])
    #expect(isClose(values[0], 10) && values[1] == 32)
    let point = try space.point(of: [10, 16])
    #expect(isClose(point[0], 0.5) && point[1] == 0.25)
  }

  @Test func saysWhatIsWrongInOneLine() {
    func line(_ name: String, _ values: SearchDimension.Values) -> String? {
      do {
        _ = try SearchDimension(name: name, values: values)
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(line("", .choices([1])) == "search space: expected a name for each dimension, found \"\"")
    let order = "rate: expected finite numbers, the low one first, found "
    #expect(line("rate", .continuous(low: 2, high: 1, scale: .linear)) == order + "2.0 and 1.0")
    #expect(line("rate", .continuous(low: 1, high: 1, scale: .linear)) == order + "1.0 and 1.0")
    #expect(line("rate", .continuous(low: .nan, high: 1, scale: .linear)) == order + "nan and 1.0")
    #expect(line("rate", .continuous(low: 1, high: .infinity, scale: .linear)) == order + "1.0 and inf")
    let positive = "rate: expected numbers above 0 for a logarithmic scale, found 0.0"
    #expect(line("rate", .continuous(low: 0, high: 1, scale: .logarithmic)) == positive)
    #expect(line("batch", .choices([])) == "batch: expected at least one choice, found none")
    #expect(line("batch", .choices([1, .nan])) == "batch: expected finite choices, found nan")
    #expect(line("batch", .choices([1, 2, 1])) == "batch: expected choices that differ, found 1.0 more than once")
  }

  @Test func aSpaceSaysWhatIsWrongInOneLine() throws {
    func line(_ body: () throws -> Void) -> String? {
      do {
        try body()
        return nil
      } catch {
        return "\(error)"
      }
    }
    let rate = try SearchDimension(name: "rate", values: .continuous(low: 1, high: 2, scale: .linear))
    let space = try SearchSpace([rate])
    #expect(line { _ = try SearchSpace([]) } == "search space: expected at least one dimension, found none")
    let repeated = "search space: expected names that differ, found rate more than once"
    #expect(line { _ = try SearchSpace([rate, rate]) } == repeated)
    #expect(line { _ = try space.values(at: []) } == "search space: expected 1 numbers, one a dimension, found 0")
    #expect(line { _ = try space.point(of: [3]) } == "rate: expected a number from 1.0 to 2.0, found 3.0")
    #expect(line { _ = try space.point(of: [.nan]) } == "rate: expected a number from 1.0 to 2.0, found nan")
    let batch = try SearchDimension(name: "batch", values: .choices([1, 2]))
    #expect(line { _ = try batch.position(of: 3) } == "batch: expected one of [1.0, 2.0], found 3.0")
  }
}
