import Attribution
import Foundation
import Kernels
import TestKit
import Testing

@Suite struct BilinearUpsamplingTests {
  struct Case: Decodable {
    let map: TensorRecipe
    let image: GoldenTensor
  }

  @Test func agreesWithPyTorch() throws {
    let cases: [Case] = try Golden.load("upsampling", from: .module)
    #expect(cases.count == 4)
    for example in cases {
      let upsampling = BilinearUpsampling(
        rows: example.map.shape[0], columns: example.map.shape[1], height: example.image.shape[0],
        width: example.image.shape[1])
      #expect(relativeError(upsampling.upsample(example.map.values), example.image.values) < 1e-5)
    }
  }

  /// The sum of an upsampled map over a region is the map times the region's weights.
  @Test func weightsAreTheAdjoint() {
    let upsampling = BilinearUpsampling(rows: 6, columns: 8, height: 105, width: 135)
    var random = RandomGenerator(seed: 1)
    let map = (0..<48).map { _ in Float(random.uniform(in: -1...1)) }
    let region = (0..<105 * 135).map { _ in random.uniform() < 0.3 }
    let image = upsampling.upsample(map)
    let direct = image.indices.reduce(0) { region[$1] ? $0 + Double(image[$1]) : $0 }
    let weights = upsampling.weights { region[$0] }
    let byWeights = zip(map, weights).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    #expect(abs(direct - byWeights) < 1e-4 * 48)
    #expect(abs(direct) > 1)
  }

  @Test func everyPixelIsSharedOutWhole() {
    let upsampling = BilinearUpsampling(rows: 6, columns: 8, height: 105, width: 135)
    let total = upsampling.weights { _ in true }.reduce(0) { $0 + Double($1) }
    #expect(abs(total - 105 * 135) < 0.01)
    #expect(upsampling.weights { _ in false }.allSatisfy { $0 == 0 })
    #expect(upsampling.upsample([Float](repeating: 2, count: 48)).allSatisfy { abs($0 - 2) < 1e-6 })
  }
}
