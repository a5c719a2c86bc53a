import Search
import Testing

@Suite struct RandomSamplerTests {
  @Test func coordinatesAreUniformAndIndependent() throws {
    let sampler = try RandomSampler(dimensions: 3, seed: 7)
    let points = (0..<20_000).map { sampler.point($0) }
    #expect(points.allSatisfy { $0.allSatisfy { (0..<1).contains($0) } })
    for axis in 0..<3 {
      // Four standard errors of the mean, of the second moment and of the covariance of uniform numbers.
      let mean = points.reduce(0) { $0 + $1[axis] - 0.5 } / 20_000
      let square = points.reduce(0) { $0 + $1[axis] * $1[axis] - 1.0 / 3 } / 20_000
      let next = points.reduce(0) { $0 + ($1[axis] - 0.5) * ($1[(axis + 1) % 3] - 0.5) } / 20_000
      let lagged = zip(points, points.dropFirst()).reduce(0) { $0 + ($1.0[axis] - 0.5) * ($1.1[axis] - 0.5) } / 20_000
      #expect(abs(mean) < 0.0082 && abs(square) < 0.0085 && abs(next) < 0.0024 && abs(lagged) < 0.0024)
    }
  }

  @Test func seedAndIndexDecide() throws {
    let first = try RandomSampler(dimensions: 2, seed: 1)
    let second = try RandomSampler(dimensions: 2, seed: 2)
    #expect(first.point(5) == first.point(5, observed: [Observation(point: [0, 0], value: 1)], pending: [[1, 1]]))
    #expect(first.point(5) != first.point(6) && first.point(5) != second.point(5) && first.point(6) != second.point(5))
    #expect(first.point(.max) != first.point(.min))
  }

  @Test func needsADimension() {
    #expect(throws: SearchError.self) { try RandomSampler(dimensions: 0, seed: 1) }
  }
}
