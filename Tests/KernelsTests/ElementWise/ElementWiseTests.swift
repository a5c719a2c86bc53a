import Foundation
import Kernels
import Testing

/// Every length up to a few vectors, so that whole vectors and what is left are both met.
@Suite struct ElementWiseTests {
  private func draw(_ count: Int, seed: UInt64) -> [Float] {
    var random = RandomGenerator(seed: seed)
    return (0..<count).map { _ in Float(random.uniform(in: -2...2)) }
  }

  @Test(arguments: 0..<35) func arithmeticIsThatOfSingleNumbers(count: Int) {
    let (a, b) = (draw(count, seed: 1), draw(count, seed: 2))
    let (x, y) = (Buffer(a), Buffer(b))
    #expect(ElementWise.add(x, y).array == zip(a, b).map { $0 + $1 })
    #expect(ElementWise.subtract(x, y).array == zip(a, b).map { $0 - $1 })
    #expect(ElementWise.multiply(x, y).array == zip(a, b).map { $0 * $1 })
    #expect(ElementWise.divide(x, y).array == zip(a, b).map { $0 / $1 })
    #expect(ElementWise.relu(x).array == a.map { max($0, 0) })
    #expect(ElementWise.passing(x, wherePositive: y).array == zip(a, b).map { $1 > 0 ? $0 : 0 })
    #expect(ElementWise.mapScalars(x, exp).array == a.map { exp($0) })
    let affine = ElementWise.affine(x, scale: 3, offset: -0.5).array
    #expect(zip(affine, a).allSatisfy { abs($0 - (3 * $1 - 0.5)) < 1e-6 } && affine.count == count)
  }

  @Test(arguments: [1, 3, 8, 16, 21]) func biasGoesToItsChannel(channels: Int) {
    let (values, bias) = (draw(5 * channels, seed: 3), draw(channels, seed: 4))
    let expected = values.enumerated().map { $0.element + bias[$0.offset % channels] }
    #expect(ElementWise.addBias(Buffer(values), Buffer(bias)).array == expected)
  }

  @Test(arguments: [0, 8]) func reluPassesNotANumberOn(index: Int) {
    var values = [Float](repeating: -1, count: 9)
    values[index] = .nan
    let result = ElementWise.relu(Buffer(values)).array
    #expect(result[index].isNaN)
    #expect(result.filter { $0 == 0 }.count == 8)
  }

  /// A gate of zero is closed, and so is one that is not a number.
  @Test(arguments: [0, 8]) func onlyPositiveGatesAreOpen(index: Int) {
    for gate in [Float(0), -0.0, .nan, -1] {
      var gates = [Float](repeating: 1, count: 9)
      gates[index] = gate
      let result = ElementWise.passing(Buffer(repeating: 7, count: 9), wherePositive: Buffer(gates)).array
      #expect(result[index] == 0)
      #expect(result.filter { $0 == 7 }.count == 8)
    }
  }

  @Test func indexingTakesAndAdds() {
    let x = Buffer([10, 20, 30])
    #expect(Indexing.gather(x, indices: [2, 0, 2, 1]).array == [30, 10, 30, 20])
    #expect(Indexing.gather(x, indices: []).array.isEmpty)
    #expect(Indexing.scatterAdd(Buffer([1, 2, 4]), indices: [3, 0, 3], count: 4).array == [2, 0, 0, 5])
    #expect(Indexing.argmaxOfRows(Buffer([1, 3, 3, -2, -1, -1]), length: 3) == [1, 4])
  }
}
