import Kernels
import Testing

@Suite struct BroadcastingTests {
  private static let pairs: [(small: Shape, large: Shape)] = [
    ([], []), ([], [5]), ([1], [1]), ([1], [9]), ([9], [9]), ([1], [3, 1]), ([3, 1], [3, 17]), ([17], [3, 17]),
    ([1, 17], [3, 17]), ([1, 1], [3, 17]), ([], [2, 3, 4]), ([4], [2, 3, 4]), ([3, 1], [2, 3, 4]),
    ([2, 1, 4], [2, 3, 4]), ([2, 1, 1], [2, 3, 4]), ([1, 3, 1], [2, 3, 4]), ([1, 1, 19], [2, 3, 19]),
    ([2, 1, 1, 8], [2, 5, 3, 8]), ([2, 5, 3, 1], [2, 5, 3, 8]), ([1, 5, 1, 8], [2, 5, 3, 8]),
    ([5, 1, 1], [2, 5, 3, 8]),
    ([2, 1], [2, 0]), ([1], [0]),
  ]

  /// For each element of `large`, the index of the element of `small` that is stretched over it.
  private func sources(_ small: Shape, _ large: Shape) -> [Int] {
    (0..<large.count).map { position in
      var (rest, source) = (position, 0)
      for axis in 0..<large.rank {
        let coordinate = rest / large.strides[axis]
        rest %= large.strides[axis]
        let own = axis - (large.rank - small.rank)
        if own >= 0, small[own] != 1 { source += coordinate * small.strides[own] }
      }
      return source
    }
  }

  @Test(arguments: pairs) func stretchesAndSumsByNumPysRule(small: Shape, large: Shape) {
    #expect(Shape.broadcast(small, large) == large)
    #expect(Shape.broadcast(large, small) == large)
    let sources = sources(small, large)
    let values = (0..<small.count).map { Float($0 + 1) }
    #expect(Broadcasting.broadcast(Buffer(values), from: small, to: large).array == sources.map { values[$0] })
    // Small integers, so that the order of the sums does not matter.
    let addends = (0..<large.count).map { Float($0 % 13 - 6) }
    var sums = [Float](repeating: 0, count: small.count)
    for (source, addend) in zip(sources, addends) { sums[source] += addend }
    #expect(Broadcasting.sum(Buffer(addends), from: large, to: small).array == sums)
  }

  @Test func shapesThatDoNotFitAreRefused() {
    #expect(Shape.broadcast([3], [4]) == nil)
    #expect(Shape.broadcast([2, 3], [3, 2]) == nil)
    #expect(Shape.broadcast([3, 1], [1, 4]) == [3, 4])
    #expect(Shape.broadcast([5, 1, 4], [3, 1]) == [5, 3, 4])
  }

  @Test func shapesKnowTheirLayout() {
    let shape: Shape = [2, 3, 4]
    #expect(shape.count == 24 && shape.rank == 3 && shape.strides == [12, 4, 1])
    #expect(Shape.scalar.count == 1 && Shape.scalar.strides == [])
    #expect(shape.keepingOnes(at: [0, 2]) == [1, 3, 1])
    #expect(shape.description == "[2, 3, 4]")
  }
}
