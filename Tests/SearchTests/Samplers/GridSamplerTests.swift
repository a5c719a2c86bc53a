import Search
import Testing

@Suite struct GridSamplerTests {
  let space: SearchSpace

  init() throws {
    space = try SearchSpace([
      SearchDimension(name: "rate", values: .continuous(low: 1, high: 100, scale: .logarithmic)),
      SearchDimension(name: "batch", values: .choices([16, 32])),
    ])
  }

  @Test func givesEachPointOnceInOrder() throws {
    let grid = try GridSampler(space: space, levels: 3)
    #expect(grid.count == 6)
    let values = try (0..<6).map { try space.values(at: grid.point($0)) }
    let expected: [[Double]] = [[1, 16], [1, 32], [10, 16], [10, 32], [100, 16], [100, 32]]
    #expect(zip(values, expected).allSatisfy { isClose($0[0], $1[0]) && $0[1] == $1[1] })
  }

  @Test func beginsAgainAfterTheLastPoint() throws {
    let grid = try GridSampler(space: space, levels: 3, seed: 4)
    for index in -12..<6 { #expect(grid.point(index) == grid.point(index + 6)) }
    #expect(grid.point(.min).count == 2)
  }

  @Test func aSeedChangesTheOrderOnly() throws {
    let ordered = try GridSampler(space: space, levels: 20)
    let shuffled = try GridSampler(space: space, levels: 20, seed: 4)
    let (a, b) = ((0..<40).map { ordered.point($0) }, (0..<40).map { shuffled.point($0) })
    #expect(a != b && Set(a) == Set(b))
    #expect(try b != (0..<40).map { try GridSampler(space: space, levels: 20, seed: 5).point($0) })
  }

  @Test func oneLevelIsTheMiddle() throws {
    #expect(try GridSampler(space: space, levels: 1).point(0) == [0.5, 0.25])
  }

  @Test func refusesGridsWithoutLevelsOrOfTooManyPoints() throws {
    #expect(throws: SearchError.self) { try GridSampler(space: space, levels: 0) }
    #expect(throws: SearchError.self) { try GridSampler(space: space, levels: .max) }
    #expect(throws: SearchError.self) { try GridSampler(space: space, levels: 600_000) }
  }
}
